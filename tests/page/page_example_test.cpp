// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The example to copy: a table that reloads itself.
#include "tests/page/page_fixture.h"

#include <QFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

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
            QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/resources/page/"_L1 + name);
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            lines += file.readAll().count('\n');
        }
        QCOMPARE_LT(lines, 100);
    }

    void theTableFollowsTheResults()
    {
        QVERIFY(post(u"Ada"_s, 12.34) > 0);
        QVERIFY(open(u"/example"_s));
        QVERIFY(waitFor(names + ".join() === 'Ada'"_L1));
        QVERIFY(post(u"<b>Grace</b>"_s, 11) > 0);
        QVERIFY(waitFor(names + ".join() === '<b>Grace</b>,Ada'"_L1));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('#rows b').length"_s).toInt(), 0);
    }

    void aBurstIsReadOnceOrTwice()
    {
        const int before = timesAsked(u"/results"_s);
        QJsonArray records;
        for (int i = 0; i < 300; ++i)
            records.append(QJsonObject{{"name"_L1, u"Runner %1"_s.arg(i)}, {"time"_L1, 30}});
        QVERIFY(post(records));
        QVERIFY(waitFor(names + "[0] === 'Runner 299'"_L1));
        QCOMPARE_LE(timesAsked(u"/results"_s) - before, 20); // of 300; a busy machine may bring them in several pieces
    }

    void whatItDoesNotCareAboutDoesNotReloadIt()
    {
        const int before = timesAsked(u"/results"_s);
        QVERIFY(notify(R"({"collection":"orders","type":"paid"})"));
        QVERIFY(post(u"Lin"_s, 10) > 0); // comes after it
        QVERIFY(waitFor(names + "[0] === 'Lin'"_L1));
        QCOMPARE(timesAsked(u"/results"_s) - before, 1);
    }
};

QTEST_GUILESS_MAIN(PageExampleTest)
#include "page_example_test.moc"
