// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in a real browser against the real program: what it shows after something went wrong is what is stored.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageRecoveryTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    // The stream of the page itself is among the subscribers, and that of a page that was left is not: a browser keeps
    // pages for its back button, and has six connections to a wall at most.
    void thePageCountsItself()
    {
        for (int i = 0; i < 8; ++i)
            QVERIFY(openAnew(u"/"_s));
        QTRY_COMPARE(m_wall.ask("GET", "/summary").json()["subscribers"_L1]["sse"_L1].toInt(), 1);
        QVERIFY(openAnew(u"/#/overview"_s));
        QVERIFY(waitFor(u"document.getElementById('watching').textContent === '1 subscriber'"_s));
    }

    void afterARequestThatFailedThePageGoesOn()
    {
        letLoadsFail();
        QVERIFY(openAnew(u"/#/results"_s));
        m_browser.block({u"*order=name*"_s});
        QVERIFY(choose(u"results-order"_s, u"name"_s));
        QVERIFY(waitFor(away));
        const qint64 id = post(u"Later"_s, 5);
        QVERIFY(id > 0);
        m_browser.block({});
        QVERIFY(waitFor(live));
        QVERIFY(waitFor(rowOf(id)));
        QVERIFY(choose(u"results-order"_s, u"newest"_s));
        QVERIFY(waitFor(rowOf(id)));
        const qint64 next = post(u"Still later"_s, 6);
        QVERIFY(waitFor(rowOf(next) + ".previousElementSibling === null"_L1));
    }

    // More events than may wait come while the page reads everything anew.
    void aFloodWhileThePageReadsIsNotLost()
    {
        QVERIFY(openAnew(u"/#/results"_s));
        QVERIFY(m_browser
                        .evaluate(u"(() => { const real = window.fetch; window.fetch = (path, options) =>"
                                  "path.includes('order=name') && !window.letGo ? new Promise((answer) =>"
                                  "window.letGo = () => answer(real(path, options))) : real(path, options);"
                                  "const parse = JSON.parse; JSON.parse = (text, ...more) => {"
                                  "window.flooded ||= text.includes('After the flood'); return parse(text, ...more); };"
                                  "return true; })()"_s)
                        .toBool());
        QVERIFY(choose(u"results-order"_s, u"name"_s));
        QVERIFY(waitFor(u"window.letGo"_s));
        QJsonArray records;
        for (int i = 0; i < 6000; ++i)
            records.append(QJsonObject{{"name"_L1, u"Flood %1"_s.arg(i)}, {"time"_L1, 30}});
        QVERIFY(post(records));
        const qint64 last = post(u"After the flood"_s, 1);
        QVERIFY(waitFor(u"window.flooded"_s));
        QVERIFY(m_browser.evaluate(u"window.letGo(), true"_s).toBool());
        QVERIFY(choose(u"results-order"_s, u"newest"_s));
        QVERIFY(waitFor(rowOf(last) + ".previousElementSibling === null"_L1));
        QVERIFY(waitFor(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length === 200"_s));
        QVERIFY(waitFor(live));
        QVERIFY(openAnew(u"/#/results"_s));
    }

    // GitLab's jobs of a merge request name another ref than its pipeline.
    void aRunWhoseRefMovedIsShownOnce()
    {
        QVERIFY(open(u"/#/ci/runs"_s));
        QVERIFY(deliver("Job Hook", R"({"object_kind":"build","pipeline_id":900,"build_id":1,"build_name":"test",
            "build_stage":"test","build_status":"running","ref":"refs/merge-requests/1/head",
            "project":{"path_with_namespace":"shop/api"}})"));
        const QString refs
                = u"[...document.querySelectorAll('[data-testid=ci-table] td.ref')].map((cell) => cell.textContent).join()"_s;
        QVERIFY(waitFor(refs + " === 'refs/merge-requests/1/head'"_L1));
        QVERIFY(deliverPipeline("shop/api", 900, "feature", "failed"));
        QVERIFY(waitFor(refs + " === 'feature'"_L1));
        QVERIFY(openAnew(u"/#/ci/runs"_s));
        QVERIFY(waitFor(refs + " === 'feature'"_L1));
    }

    void theChartOfDurationsKnowsMoreThanTheLatestRuns()
    {
        for (int id = 1001; id <= 1005; ++id)
            QVERIFY(deliverPipeline("shop/till", id, "main", "success"));
        QVERIFY(openAnew(u"/#/overview"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=durations-panel] .note').textContent === 'last 6'"_s));
        QVERIFY(open(u"/#/ci"_s));
        QVERIFY(waitFor(u"document.querySelectorAll('[data-testid=ci-wall] .run-tile').length === 2"_s));
    }

    void aStoreThatFailsIsSaidEverywhere()
    {
        const QString banner = u"document.querySelector('[data-testid=store-banner]')"_s;
        QVERIFY(openAnew(u"/#/overview"_s));
        QVERIFY(waitFor(banner + ".offsetParent === null"_L1));
        QVERIFY(sayStoreFails());
        QVERIFY(waitFor(banner + ".offsetParent && "_L1 + banner + ".textContent.includes('the disk is full')"_L1));
        QVERIFY(waitFor(
                u"document.getElementById('stored').textContent === '✕ Store: the disk is full: no byte left'"_s));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=attention] .whole .ref').textContent.includes('the disk is full')"_s));
        QVERIFY(m_browser.evaluate(u"document.title"_s).toString().startsWith(u"Not storing"_s));
        QVERIFY(letSummarySay({}));
        QVERIFY(waitFor(banner + ".offsetParent === null"_L1));
        QVERIFY(waitFor(u"!document.querySelector('[data-testid=attention] .whole')"_s));

        QVERIFY(m_browser.open(m_wall.url(u"/?tv"_s)));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').textContent.includes('shop/api')"_s));
        QVERIFY(m_browser.evaluate(u"window.dispatchEvent(new KeyboardEvent('keydown', {key: ' '})), true"_s).toBool());
        QVERIFY(waitFor(u"!document.querySelector('.in-trouble').offsetParent"_s));
        QVERIFY(sayStoreFails());
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').offsetParent"_s));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').textContent.includes('the disk is full')"_s));
        QVERIFY(openAnew(u"/#/results"_s));
    }

    // The page's order of ids must be the store's, whatever came while the page was away.
    void afterAStopAndAStartNothingIsMissedOrDoubled()
    {
        QVERIFY(open(u"/#/results"_s));
        QVERIFY(waitFor(live));
        letLoadsFail();
        QVERIFY(m_wall.stop());
        QVERIFY(waitFor(away));
        QVERIFY(m_wall.start());
        QList<qint64> ids;
        for (int i = 0; i < 20; ++i) {
            ids.append(post(u"Back %1"_s.arg(i), 7));
            QVERIFY(ids.last() > 0);
        }
        QVERIFY(waitFor(live));
        QVERIFY(waitFor(rowOf(ids.last())));
        QJsonArray expected;
        const QJsonArray stored = m_wall.ask("GET", "/results?limit=200").json().value("results"_L1).toArray();
        for (const QJsonValue &record : stored)
            expected.append(QString::number(record.toObject().value("id"_L1).toInteger()));
        QCOMPARE(expected.size(), 200);
        const QJsonValue shown = m_browser.evaluate(
                u"[...document.querySelectorAll('[data-testid=results-table] tbody tr')].slice(0, 200).map((row) => row.dataset.id)"_s);
        QCOMPARE(shown.toArray(), expected);
    }

    // What is shown would be that of two.
    void aStoreThatWasBegunAnewIsReadAnew()
    {
        QVERIFY(openAnew(u"/#/collections/results"_s));
        QVERIFY(waitFor(live));
        QVERIFY(m_browser.evaluate(u"window.isOld = true"_s).toBool());
        QVERIFY(m_wall.stop());
        const QDir folder(m_wall.dataFolder());
        for (const QString &file : folder.entryList({u"tallywall.sqlite*"_s}))
            QVERIFY(QFile::remove(folder.filePath(file)));
        QVERIFY(m_wall.start());
        const qint64 id = post(u"Anew"_s, 7);
        QCOMPARE(id, 1);
        QVERIFY(waitFor(u"!window.isOld && document.querySelector('[data-testid=collections]')"_s));
        QVERIFY(waitFor(live));
        QVERIFY(open(u"/#/results"_s));
        QVERIFY(waitFor(rowOf(id)));
        QVERIFY(waitFor(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length === 1"_s));
    }

private:
    // What a wall on a full disk says.
    bool sayStoreFails()
    {
        return waitFor(u"document.querySelector('#stored').textContent !== ''"_s)
                && letSummarySay(u"body.store = {ok: false, message: 'the disk is full: no byte left'}"_s);
    }
};

QTEST_GUILESS_MAIN(PageRecoveryTest)
#include "page_recovery_test.moc"
