// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall beside a CI that builds at random: whatever happens between two polls, it shows how the CI stands.
#include "tests/core/ci/polled_wall.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

// What a CI tells of the last build while the next one is under way.
enum class Meanwhile : quint8 {
    AsBefore,
    StartOfTheNext, // and nothing else: Drone
    Nothing,        // Woodpecker
};

struct Style {
    Meanwhile meanwhile = Meanwhile::AsBefore;
    bool hasNumbers = false; // else its labels are names
    bool hasTimes = false;
    bool tellsStart = false; // the time is that of the build's start, not of its end
};

// A CI that builds, and now and then stops a build.
class Ci
{
public:
    explicit Ci(const Style &style) : m_style(style) { }

    void goOn(QRandomGenerator &random, TimePoint now)
    {
        m_clock = std::max(m_clock + std::chrono::seconds(1), now);
        if (!m_building) {
            m_began = m_clock;
        } else if (random.bounded(5) > 0) { // else it is stopped
            ++m_number;
            m_last = random.bounded(3) == 0 ? State::Failed : State::Success;
            m_time = m_style.tellsStart ? m_began : m_clock;
        }
        m_building = !m_building;
    }

    [[nodiscard]] CctrayEntry entry() const
    {
        CctrayEntry entry = sleeping(m_style.hasNumbers ? QString::number(m_number) : u"build.%1"_s.arg(m_number),
                                     m_time, m_last == State::Success ? u"Success"_s : u"Failure"_s);
        if (m_building) {
            entry.activity = CctrayActivity::Building;
            if (m_style.meanwhile != Meanwhile::AsBefore) {
                entry.lastBuildStatus = u"Unknown"_s;
                entry.lastBuildLabel = u"Unknown"_s;
                entry.lastBuildTime = m_began;
            }
            if (m_style.meanwhile == Meanwhile::Nothing)
                entry.lastBuildTime.reset();
        }
        if (!m_style.hasTimes)
            entry.lastBuildTime.reset();
        return entry;
    }

    [[nodiscard]] bool isBuilding() const { return m_building; }
    [[nodiscard]] State last() const { return m_last; }

private:
    Style m_style;
    TimePoint m_clock = noon;
    TimePoint m_began = noon;
    TimePoint m_time = noon;
    bool m_building = false;
    int m_number = 30;
    State m_last = State::Success;
};

} // namespace

Q_DECLARE_METATYPE(Style)

class CctraySimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverComesTheSameAgainTellsNothing()
    {
        QRandomGenerator random(20261120); // the same in every run
        const auto oneOf = [&random](const auto &list) { return list.at(random.bounded(list.size())); };
        const QStringList labels{QString(), u"30"_s, u"31"_s, u"32"_s, u"33"_s, u"build.5"_s, u"Unknown"_s, u"-1"_s};
        const QStringList statuses{u"Success"_s, u"Failure"_s, u"Exception"_s, u"Unknown"_s, QString(), u"?"_s};
        const QList<CctrayActivity> activities{CctrayActivity::Sleeping, CctrayActivity::Building,
                                               CctrayActivity::Pending};
        for (int i = 0; i < 300; ++i) {
            Wall wall;
            for (int poll = 0; poll < 30; ++poll) {
                CctrayEntry entry = sleeping(oneOf(labels), noon + random.bounded(4) * interval, oneOf(statuses));
                entry.activity = oneOf(activities);
                if (random.bounded(4) == 0)
                    entry.lastBuildTime.reset();
                if (random.bounded(5) == 0)
                    wall.restart();
                wall.take({entry});
                QCOMPARE(wall.take({entry}), 0);
            }
        }
    }

    void theWallFollowsACi_data()
    {
        QTest::addColumn<Style>("style");
        const QList<std::pair<Meanwhile, QString>> kinds{{Meanwhile::AsBefore, u"as before"_s},
                                                         {Meanwhile::StartOfTheNext, u"start of the next"_s},
                                                         {Meanwhile::Nothing, u"nothing"_s}};
        for (const auto &[meanwhile, name] : kinds) {
            for (const bool hasNumbers : {false, true}) {
                const QString labels = name + (hasNumbers ? u", numbers"_s : u", names"_s);
                QTest::newRow(qPrintable(labels)) << Style{meanwhile, hasNumbers, false, false};
                QTest::newRow(qPrintable(labels + u", end"_s)) << Style{meanwhile, hasNumbers, true, false};
                QTest::newRow(qPrintable(labels + u", start"_s)) << Style{meanwhile, hasNumbers, true, true};
            }
        }
    }
    void theWallFollowsACi()
    {
        QFETCH(const Style, style);
        QRandomGenerator random(20261120);
        for (int i = 0; i < 40; ++i) {
            Ci ci(style);
            Wall wall;
            for (int poll = 0; poll < 40; ++poll) {
                for (int step = random.bounded(4); step > 0; --step)
                    ci.goOn(random, wall.now());
                wall.take({ci.entry()});
                const QString told = wall.told();
                if (ci.isBuilding())
                    QVERIFY2(wall.latest().state == State::Running, qPrintable(told));
                else
                    QCOMPARE(wall.latest().state == State::Canceled || wall.latest().state == ci.last(), true);
                QCOMPARE(wall.take({ci.entry()}), 0);
                wall.restart();
                wall.take({ci.entry()});
                QCOMPARE(wall.told(), told);
            }
            for (const Run &run : wall.runs()) // what began has ended
                QVERIFY2(isFinished(run.state) || run == wall.latest() || run.state == State::Unknown,
                         qPrintable(wall.told()));
        }
    }
};

QTEST_GUILESS_MAIN(CctraySimulationTest)
#include "cctray_simulation_test.moc"
