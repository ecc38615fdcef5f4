// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in a real browser against the real program: what it shows.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWallSaysHowToPostAndTheCommandWorks()
    {
        QVERIFY(open(u"/#/results"_s));
        QVERIFY(waitFor(u"document.querySelector('.view.results .empty').offsetParent"_s));
        const QString command = m_browser.evaluate(u"document.querySelector('.view.results .empty code').textContent"_s)
                                        .toString();
        QVERIFY2(command.startsWith("curl "_L1), qPrintable(command));
        const QStringList words = QProcess::splitCommand(command);
        QProcess curl;
        curl.start(words.constFirst(), QStringList{u"--silent"_s, u"--show-error"_s} + words.sliced(1));
        QVERIFY(curl.waitForFinished(20000));
        const qint64 id = QJsonDocument::fromJson(curl.readAllStandardOutput()).object().value("id"_L1).toInteger();
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QVERIFY(waitFor(u"!document.querySelector('.view.results .empty').offsetParent"_s));
        QVERIFY(waitFor(u"document.getElementById('stored').textContent === '1 result'"_s));
    }

    void aPostedResultAppearsAsTheFirstRow()
    {
        QVERIFY(open(u"/#/results"_s));
        const qint64 id = post(u"Grace"_s, 9.81);
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(textOf(rowOf(id) + ".querySelector('.name')"_L1), u"Grace"_s);
        QCOMPARE(textOf(rowOf(id) + ".querySelector('.number')"_L1), u"9.81"_s);
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".previousElementSibling"_L1), QJsonValue(QJsonValue::Null));
    }

    void aCorrectedResultChangesItsRowAndADeletedOneLeaves()
    {
        const qint64 id = post(u"Lin"_s, 20);
        const QByteArray place = "/results/" + QByteArray::number(id);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(m_wall.ask("PUT", place, R"({"name":"Linus","time":21.5})").status, 200);
        QVERIFY(waitFor(rowOf(id) + ".textContent.startsWith('Linus21.50')"_L1));
        QCOMPARE(m_wall.ask("DELETE", place).status, 204);
        QVERIFY(waitFor(u'!' + rowOf(id)));
    }

    void whatAProgramSaysOfTheTableIsNotBelieved()
    {
        const qint64 kept = post(u"Zoe"_s, 12);
        QVERIFY(waitFor(rowOf(kept)));
        QVERIFY(notify(R"({"collection":"results","type":"created","data":)"
                       R"({"id":9001,"name":"Ghost","time":0.02,"created":"2026-11-20T22:36:00Z"}})"));
        QVERIFY(notify(R"({"collection":"results","type":"deleted","data":{"id":)" + QByteArray::number(kept) + "}}"));
        const qint64 later = post(u"Late"_s, 13); // comes behind them
        QVERIFY(waitFor(rowOf(later)));
        QVERIFY(waitFor(rowOf(kept)));
        QVERIFY(!m_browser.evaluate(u"Boolean(%1)"_s.arg(rowOf(9001))).toBool());
    }

    void htmlInANameIsShownAsText()
    {
        const QString name = u"<img src=x onerror=\"document.title='broken'\"><b>Bo</b>"_s;
        const qint64 id = post(name, 3);
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(textOf(rowOf(id) + ".querySelector('.name')"_L1), name);
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".querySelectorAll('img, b').length"_L1).toInt(), 0);
        QVERIFY(open(u"/#/overview"_s));
        QVERIFY(waitFor("document.querySelector('[data-testid=live]').textContent.includes(%1)"_L1.arg(quoted(name))));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('main img').length"_s).toInt(), 0);
    }

    void theTableCanBeFilteredAndOrdered()
    {
        QVERIFY(open(u"/#/results"_s));
        QVERIFY(choose(u"results-filter"_s, u"grace"_s));
        QVERIFY(waitFor(allCells(u"name"_s) + ".every((text) => text === 'Grace')"_L1));
        QVERIFY(choose(u"results-filter"_s, {}));
        QVERIFY(choose(u"results-order"_s, u"fastest"_s));
        QVERIFY(waitFor(allCells(u"number"_s) + ".length > 2"_L1));
        QVERIFY(waitFor(allCells(u"number"_s)
                        + ".every((text, row, all) => row === 0 || Number(all[row - 1]) <= Number(text))"_L1));
        QVERIFY(choose(u"results-order"_s, u"newest"_s));
    }

    void aPipelineWebhookShowsInTheTable()
    {
        QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/page/data/failed_pipeline.json"_L1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(open(u"/#/ci/runs"_s));
        QVERIFY(deliver("Pipeline Hook", file.readAll()));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=ci-table] [data-state=failed]')"_s));
        const auto cell = [this](const QString &name) {
            return m_browser
                    .evaluate("document.querySelector('[data-testid=ci-table] [data-state=failed] %1').textContent"_L1
                                      .arg(name))
                    .toString();
        };
        QCOMPARE(cell(u".project"_s), u"orchard/press"_s);
        QCOMPARE(cell(u".ref"_s), u"release/2.4"_s);
        QCOMPARE(cell(u".commit"_s), u"5f1d9c2a"_s);
        QCOMPARE(cell(u".state .word"_s), u"failed"_s);
        QCOMPARE(cell(u".number"_s), u"3:24"_s);
        QCOMPARE(m_browser.evaluate(u"document.querySelector('[data-testid=ci-table] .link a').rel"_s).toString(),
                 u"noopener noreferrer"_s);
        QVERIFY(waitFor(u"document.title === '1 failed · Tallywall'"_s));
        QVERIFY(open(u"/#/overview"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=tile-ci]').dataset.tone === 'failed'"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=attention]').textContent.includes('orchard/press')"_s));
    }

    void whatNeedsAttentionIsCountedAndAligned()
    {
        const QString note = u"document.querySelector('[data-testid=attention-panel] .note').textContent"_s;
        const QString scroll = u"document.querySelector('[data-testid=attention-panel] .scroll')"_s;
        const QString places
                = u"new Set([...document.querySelectorAll('[data-testid=attention] .whole .ref')].map((why) => why.getBoundingClientRect().left)).size"_s;
        QVERIFY(letSummarySay(
                u"body.failing = Array.from({length: 20}, (_, i) => ({name: `follow.${'x'.repeat(i)}`, why: `nobody listens ${'there '.repeat(i)}`, since: ''}))"_s));
        QVERIFY(waitFor(u"/^21 · \\d+ more below$/.test("_s + note + u')')); // and the pipeline
        QVERIFY(waitFor(places + " === 1"_L1));
        QVERIFY(m_browser.evaluate("(%1.scrollTop = %1.scrollHeight, true)"_L1.arg(scroll)).toBool());
        QVERIFY(waitFor(note + " === '21'"_L1));
        QVERIFY(letSummarySay({}));
        QVERIFY(waitFor(note + " === '1'"_L1));
    }

    void whatIsSaidAppears()
    {
        QVERIFY(open(u"/#/messages"_s));
        QCOMPARE(m_wall.ask("POST", "/say", R"({"name":"Florian","message":"<i>hi</i> & bye"})").status, 200);
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=messages] .said')?.textContent === '<i>hi</i> & bye'"_s));
    }

    void aPhoneGetsABottomBarAndNothingWiderThanItsScreen()
    {
        const QString bar = u"document.querySelector('.side').getBoundingClientRect()"_s;
        m_browser.emulate({390, 844}, Browser::Device::Phone, Browser::Scheme::Light);
        for (const QString &page :
             {u"overview"_s, u"results"_s, u"ci"_s, u"ci/runs"_s, u"ci/run/1"_s, u"ci/trends"_s, u"ci/deliveries"_s,
              u"messages"_s, u"collections"_s, u"collections/*"_s, u"prices"_s}) {
            QVERIFY(open("/#/"_L1 + page));
            QVERIFY(waitFor(bar + ".width === innerWidth"_L1));
            QVERIFY(waitFor(bar + ".top > innerHeight / 2"_L1));
            QVERIFY(waitFor("Math.abs(innerHeight - "_L1 + bar + ".bottom) < 1"_L1));
            QVERIFY2(
                    waitFor(u"innerWidth === 390 && document.documentElement.scrollWidth <= 390 && document.querySelector('main').scrollWidth <= 390"_s),
                    qPrintable(page));
        }
        QCOMPARE(m_browser.evaluate(u"getComputedStyle(document.documentElement).backgroundColor"_s).toString(),
                 u"rgb(245, 247, 250)"_s);
        m_browser.emulate({1280, 800});
        QVERIFY(waitFor(bar + ".width === 208"_L1));
        QCOMPARE(m_browser.evaluate(u"getComputedStyle(document.documentElement).backgroundColor"_s).toString(),
                 u"rgb(17, 21, 28)"_s);
    }

    void anAddressOfNothingBecomesThatOfWhatIsShown()
    {
        QVERIFY(open(u"/#/nonsense"_s));
        QVERIFY(waitFor(u"location.hash === '#/overview' && document.body.dataset.page === 'overview'"_s));
        QVERIFY(open(u"/#/ci/delivery/1"_s));
        QVERIFY(waitFor(u"location.hash === '#/ci' && document.querySelector('.ci-wall').offsetParent"_s));
        QVERIFY(open({}));
        QVERIFY(waitFor(u"location.hash === '' && document.body.dataset.page === 'overview'"_s));
    }

    void tvModeHasNoControlsAndShowsTheClock()
    {
        QVERIFY(open(u"/?tv"_s));
        QVERIFY(waitFor(u"/^\\d\\d:\\d\\d$/.test(document.querySelector('[data-testid=clock]').textContent)"_s));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').textContent.includes('orchard/press')"_s));
        QCOMPARE(
                m_browser
                        .evaluate(
                                u"[...document.querySelectorAll('button, input, select, nav')].filter((control) => control.offsetParent).length"_s)
                        .toInt(),
                0);
        QVERIFY(open({}));
        QVERIFY(waitFor(live));
    }

    void aLongListIsBounded()
    {
        QVERIFY(open(u"/#/results"_s));
        QJsonArray records;
        for (int i = 0; i < 1500; ++i)
            records.append(QJsonObject{{"name"_L1, u"Runner %1"_s.arg(i)}, {"time"_L1, 30 + i * 0.01}});
        QVERIFY(post(records));
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=results-table] td.name')?.textContent === 'Runner 1499'"_s));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length"_s)
                         .toInt(),
                 200);
        QVERIFY(m_browser.evaluate(u"document.querySelector('.more').click(), true"_s).toBool());
        QVERIFY(waitFor(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length === 400"_s));
    }
};

QTEST_GUILESS_MAIN(PageTest)
#include "page_test.moc"
