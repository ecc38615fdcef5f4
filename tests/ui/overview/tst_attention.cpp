// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/wall.h"
#include "ui/overview/attention_list.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAttention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLaneThatIsStillBrokenNeedsAttention()
    {
        ci::Run rebuilt = sampleRun(1, ci::State::Running);
        rebuilt.transition = ci::Transition::StillBroken;
        const QList<Attention> items = itemsOf({rebuilt, sampleRun(2, ci::State::Success, u"fine"_s)});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().subject, u"shop/api"_s);
        QCOMPARE(items.first().what, u"still broken"_s);
    }

    void theNewestByItsAgeComesFirst()
    {
        ci::Run old = sampleRun(2, ci::State::Failed, u"old"_s); // the wall met it later
        old.finished = sampleTime - 1h;
        ci::Run fresh = sampleRun(1, ci::State::Failed, u"fresh"_s);
        fresh.finished = sampleTime;
        const QList<Attention> items = itemsOf({fresh, old});
        QCOMPARE(items.first().subject, u"fresh"_s);
        QCOMPARE(items.last().subject, u"old"_s);
    }

    void thePlaceTellsLanesApart()
    {
        ci::Run nightly = sampleRun(1, ci::State::Failed);
        nightly.pipeline = u"nightly"_s;
        nightly.claim.by = u"Grace"_s;
        QCOMPARE(itemsOf({nightly}).first().place, u"nightly · main"_s);
        QCOMPARE(itemsOf({nightly}).first().who, u"Grace looks into it"_s);
        ci::Run namesake = nightly;
        namesake.id = ci::RunId(2);
        namesake.provider = u"github"_s;
        QCOMPARE(itemsOf({nightly, namesake}).first().place, u"nightly · main · github"_s);
    }

    void whatCannotBeReadComesLastAndIsNoEmergency()
    {
        Wall wall;
        Frame frame;
        frame.runs = {sampleRun(1, ci::State::Failed, u"red"_s)};
        frame.status.failing = {{u"prices.ACME"_s, u"it answers 404:\nthere is nothing at this address"_s, {}}};
        wall.apply(frame);
        const QList<Attention> items = attentionOf(wall);
        QCOMPARE(items.size(), 2);
        QVERIFY(items.at(0).urgent);
        QVERIFY(!items.at(1).urgent);
        QCOMPARE(items.at(1).subject, u"prices.ACME"_s);
        QCOMPARE(items.at(1).what, u"it answers 404: there is nothing at this address"_s);
    }

private:
    static QList<Attention> itemsOf(const QList<ci::Run> &runs)
    {
        Wall wall;
        Frame frame;
        frame.runs = runs;
        wall.apply(frame);
        return attentionOf(wall);
    }
};

QTEST_MAIN(TestAttention)
#include "tst_attention.moc"
