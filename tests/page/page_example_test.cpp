// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The example to copy: a table that reloads itself. When it reloads is asked of a page whose timers, answers and events are the
// test's.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// Before the script runs: its timers wait for fire(), its reads for answer(). `reads` counts them.
const QString underControl = uR"((() => {
    const wait = [];
    const real = window.setTimeout;
    window.reads = 0;
    window.setTimeout = (act, ...more) => (act.name.startsWith('reload') ? wait.push(act) : real(act, ...more));
    window.fire = () => wait.splice(0).forEach((act) => act());
    window.pending = () => wait.length;
    window.fetch = () => new Promise((done) => {
        window.reads++;
        window.answer = () => done({ ok: true, json: async () => ({ results: [{ name: `Read ${window.reads}`, time: 1, created: 0 }] }) });
    });
    window.EventSource = class { constructor(url) { window.source = this; this.url = url; } };
})())"_s;

QString source(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/resources/page/"_L1 + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// The script with the first lines that a page of orders has, to be run in a page.
QString scriptOfOrders()
{
    static const QRegularExpression firstLines(u"(?<=\nconst wall = ''; ).*?(?=\n\n)"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    return u"(() => { document.getElementById('head').replaceChildren();"_s
            + source(u"example.js"_s).replace(firstLines, uR"(
const table = `${wall}/notify/orders?limit=20`;
const collections = ['orders'];
const columns = ['Order', 'Sum'];
const rows = ({ events }) => events;
const row = ({ data }) => [data.order, data.sum];
const attempt = '/notify -d @order.json';)"_s)
            + u"; return true; })()"_s;
}

const QString names = u"[...document.querySelectorAll('#rows td:first-child')].map((cell) => cell.textContent)"_s;

} // namespace

class PageExampleTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void itHasFewerThanAHundredLines()
    {
        qsizetype lines = 0;
        for (const QString &name : {u"example.html"_s, u"example.js"_s, u"css/example.css"_s}) {
            QVERIFY(!source(name).isEmpty());
            lines += source(name).count(u'\n');
        }
        QCOMPARE_LT(lines, 100);
    }

    void anEmptyTableSaysSoAndHowToFillIt()
    {
        QVERIFY(open(u"/example"_s));
        QVERIFY(waitFor(names + ".join() === 'Empty'"_L1));
        QVERIFY(waitFor(
                u"document.querySelector('pre').textContent === `curl ${location.origin}/results -d name=Ada -d time=12.34`"_s));
        QVERIFY(waitFor(u"document.querySelector('a').pathname === '/'"_s));
    }

    // As the comment of the script says it: nothing else is changed.
    void itsFirstLinesAreAllThatChangesForAnotherCollection()
    {
        const int tab = m_browser.newTab();
        QVERIFY(tab > 0);
        QVERIFY(m_browser.open(m_wall.url(u"/example"_s)));
        QVERIFY(waitFor(names + ".join() === 'Empty'"_L1));
        QVERIFY(m_browser.evaluate(scriptOfOrders()).toBool());
        QVERIFY(waitFor(u"document.getElementById('head').textContent === 'OrderSum'"_s));
        QVERIFY(notify(R"({"collection":"orders","type":"paid","data":{"order":"A-7","sum":12}})"));
        QVERIFY(waitFor(u"document.getElementById('rows').textContent === 'A-712'"_s));
        QVERIFY(notify(R"({"collection":"orders","type":"paid","data":{"order":"A-8","sum":3}})"));
        QVERIFY(waitFor(u"document.getElementById('rows').textContent === 'A-83A-712'"_s));
        QVERIFY(waitFor(
                u"document.getElementById('try').textContent === `curl ${location.origin}/notify -d @order.json`"_s));
        QVERIFY(m_browser.close(tab));
        QVERIFY(m_browser.show(0));
    }

    void fromElsewhereTheCommandHasAPlaceForTheToken()
    {
        const int tab = m_browser.newTab();
        QVERIFY(tab > 0);
        QVERIFY(m_browser.open(m_wall.url(u"/example"_s).replace("127.0.0.1"_L1, "wall.test"_L1)));
        QVERIFY(waitFor(
                u"document.getElementById('try').textContent === `curl -H \"Authorization: Bearer TOKEN\" ${location.origin}/results -d name=Ada -d time=12.34`"_s));
        QVERIFY(m_browser.close(tab));
        QVERIFY(m_browser.show(0));
    }

    void theTableFollowsTheResults()
    {
        QVERIFY(post(u"Ada"_s, 12.34) > 0);
        QVERIFY(waitFor(names + ".join() === 'Ada'"_L1));
        QVERIFY(waitFor(
                u"/^[0-2][0-9]:[0-9]{2}:[0-9]{2}$/.test(document.querySelector('#rows td:last-child').textContent)"_s));
        QVERIFY(post(u"<b>Grace</b>"_s, 11) > 0);
        QVERIFY(waitFor(names + ".join() === '<b>Grace</b>,Ada'"_L1));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('#rows b').length"_s).toInt(), 0);
    }

    void aBurstIsReadOnceWhatComesMeanwhileOnceMoreAndALossIsSaid()
    {
        const QString burst = u"(() => { for (let i = 0; i < 300; i++) source.onmessage(); return pending(); })()"_s;
        const int tab = m_browser.newTab();
        QVERIFY(tab > 0);
        QVERIFY(m_browser.runAtStart(underControl));
        QVERIFY(open(u"/example"_s));
        QVERIFY(waitFor(u"window.source?.onopen"_s));
        QCOMPARE(m_browser.evaluate(u"source.url"_s).toString(), u"/events?collection=results"_s);
        QCOMPARE(m_browser.evaluate(u"(source.onopen(), pending())"_s).toInt(), 1);
        QCOMPARE(m_browser.evaluate(burst).toInt(), 1);
        QCOMPARE(m_browser.evaluate(u"(fire(), reads)"_s).toInt(), 1);
        QCOMPARE(m_browser.evaluate(burst).toInt(), 1);
        QCOMPARE(m_browser.evaluate(u"(fire(), reads)"_s).toInt(), 1); // one at a time
        QVERIFY(m_browser.evaluate(u"(answer(), true)"_s).toBool());
        QVERIFY(waitFor(names + ".join() === 'Read 1'"_L1));
        QCOMPARE(m_browser.evaluate(u"(fire(), reads)"_s).toInt(), 2);
        QVERIFY(m_browser.evaluate(u"(answer(), true)"_s).toBool());
        QVERIFY(waitFor(names + ".join() === 'Read 2'"_L1));
        QCOMPARE(m_browser.evaluate(u"pending()"_s).toInt(), 0);
        QVERIFY(m_browser.evaluate(u"(source.readyState = 0, source.onerror(), true)"_s).toBool());
        QVERIFY(waitFor(u"document.getElementById('state').textContent.includes('trying again')"_s));
        QVERIFY(m_browser.close(tab));
        QVERIFY(m_browser.show(0));
    }
};

QTEST_GUILESS_MAIN(PageExampleTest)
#include "page_example_test.moc"
