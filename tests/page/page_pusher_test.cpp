// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The client library that others wrote for the Pusher Channels protocol (npm: pusher-js), in a real browser.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PagePusherTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void resultsArriveInPusherJs()
    {
        QFile library(qEnvironmentVariable("TALLYWALL_NPM") + "/node_modules/pusher-js/dist/web/pusher.js"_L1);
        if (!library.open(QIODevice::ReadOnly))
            QSKIP("needs the packages of tests/npm: see the test \"npm\"");
        letComplain(u"favicon.ico"_s);
        QVERIFY(open(u"/health"_s)); // a document of the wall's origin with nothing in it that runs
        QVERIFY(m_browser.evaluate(QString::fromUtf8(library.readAll()) + "\n;true"_L1).toBool());
        const QJsonObject app = m_wall.ask("GET", "/apps").json()["apps"_L1].toArray().at(0).toObject();
        QVERIFY(m_browser
                        .evaluate(u"window.pusher = new Pusher(%1, { wsHost: '127.0.0.1', wsPort: %2, forceTLS: false,"
                                  "enabledTransports: ['ws'], cluster: 'wall' });"
                                  "window.channel = pusher.subscribe('results');"
                                  "const show = (text) => { document.body.textContent = text; };"
                                  "channel.bind('pusher:subscription_succeeded', () => show('subscribed'));"
                                  "channel.bind('results', ({ results }) => show(JSON.stringify(results)));"
                                  "true"_s.arg(quoted(app["key"_L1].toString()))
                                          .arg(m_wall.port()))
                        .toBool());
        QVERIFY(waitFor(u"document.body.textContent === 'subscribed'"_s));
        QVERIFY(post(u"Ada"_s, 12.5) > 0);
        QVERIFY(waitFor(u"document.body.textContent.includes('\"name\":\"Ada\",\"time\":12.5')"_s));
        QCOMPARE(m_wall.ask("GET", "/summary").json()["subscribers"_L1]["pusher"_L1].toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(PagePusherTest)
#include "page_pusher_test.moc"
