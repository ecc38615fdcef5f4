// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/feed/questions.h"

#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestQuestions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerGoesToWhoeverAsked()
    {
        Questions questions;
        QSignalSpy asked(&questions, &Questions::asked);
        QStringList heard;
        questions.ask(ci::RunQuestion{ci::RunId(1)}, this,
                      [&heard](const Result<ci::Run> &run) { heard.append(run->project); });
        questions.ask(ci::RunQuestion{ci::RunId(2)}, this,
                      [&heard](const Result<ci::Run> &run) { heard.append(run->project); });
        QCOMPARE(asked.size(), 2);
        const auto ticket = [&asked](int i) { return asked.at(i).at(0).toULongLong(); };
        QVERIFY(ticket(0) != ticket(1));
        QCOMPARE(std::get<ci::RunQuestion>(asked.at(1).at(1).value<Question>()).id, ci::RunId(2));
        questions.answer(ticket(1), sampleRun(2, ci::State::Failed, u"b"_s)); // in any order
        questions.answer(ticket(0), sampleRun(1, ci::State::Failed, u"a"_s));
        QCOMPARE(heard, (QStringList{u"b"_s, u"a"_s}));
        questions.answer(ticket(0), sampleRun(1, ci::State::Failed, u"twice"_s));
        questions.answer(4711, sampleRun(1, ci::State::Failed, u"nobody's"_s));
        QCOMPARE(heard.size(), 2);
        QCOMPARE(questions.openCount(), 0U);
    }

    void anErrorIsAnAnswerAndSoIsTheWrongOne()
    {
        Questions questions;
        QList<ErrorCode> codes;
        const auto then = [&codes](const Result<ci::Trend> &trend) { codes.append(trend.error().code); };
        const auto first = questions.ask(ci::TrendQuestion{}, this, then);
        const auto second = questions.ask(ci::TrendQuestion{}, this, then);
        questions.answer(first, Error{ErrorCode::Unavailable, u"the store is busy"_s, {}});
        questions.answer(second, ci::RunsPage{});
        QCOMPARE(codes, (QList{ErrorCode::Unavailable, ErrorCode::Internal}));
    }

    void aClosedPageHearsNothing()
    {
        Questions questions;
        int heard = 0;
        auto page = std::make_unique<QObject>();
        const auto ticket = questions.ask(ci::FiguresQuestion{}, page.get(), [&heard](const auto &) { ++heard; });
        page.reset();
        questions.answer(ticket, QList<ci::PipelineFigures>());
        QCOMPARE(heard, 0);
    }

    void whatIsForgottenIsNotAnswered()
    {
        Questions questions;
        int heard = 0;
        const auto ticket = questions.ask(ci::RunsQuery{}, this, [&heard](const auto &) { ++heard; });
        questions.forget(ticket);
        questions.forget(ticket);
        questions.answer(ticket, ci::RunsPage{});
        QCOMPARE(heard, 0);
    }

    void theOldestGivesWay()
    {
        Questions questions;
        QList<int> refused;
        for (int i = 0; i <= static_cast<int>(Questions::mostOpen); ++i) {
            questions.ask(ci::DeliveryQuestion{ci::DeliveryId(1)}, this, [&refused, i](const auto &record) {
                QCOMPARE(record.error().code, ErrorCode::Unavailable);
                refused.append(i);
            });
        }
        QCOMPARE(refused, QList<int>{0});
        QCOMPARE(questions.openCount(), Questions::mostOpen);
    }

    void whoAnswersMayAskAgain()
    {
        Questions questions;
        QSignalSpy asked(&questions, &Questions::asked);
        int heard = 0;
        const auto ticket = questions.ask(ci::DeliveriesQuery{}, this, [&](const auto &) {
            questions.ask(ci::DeliveriesQuery{}, this, [&heard](const auto &) { ++heard; });
        });
        questions.answer(ticket, ci::DeliveriesPage{});
        questions.answer(asked.at(1).at(0).toULongLong(), ci::DeliveriesPage{});
        QCOMPARE(heard, 1);
    }
};

QTEST_GUILESS_MAIN(TestQuestions)
#include "tst_questions.moc"
