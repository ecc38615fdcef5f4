// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/question.h"

#include <QObject>

namespace tallywall {

class MainWindow;

// What a store would answer, from lists; no store is needed to see what the window makes of it.
struct FakeStore {
    QList<ci::Run> runs; // with their jobs, newest first
    QList<ci::PipelineFigures> figures;
    QList<ci::TrendPoint> points;         // of every pipeline the same
    QList<ci::DeliveryRecord> deliveries; // whole, newest first

    [[nodiscard]] Answer answer(const Question &question) const;
};

// Answers what the window asks, at once or when answerAll() is called.
class Answerer : public QObject
{
    Q_OBJECT

public:
    enum class When : quint8 { AtOnce, Later };

    Answerer(MainWindow &window, FakeStore theStore, When when = When::AtOnce);

    FakeStore store;
    QList<std::pair<quint64, Question>> asked; // all of them, in their order
    void answerAll();                          // in the reverse order in which they were asked

private:
    MainWindow &m_window;
    When m_when;
    QList<std::pair<quint64, Question>> m_open;
};

// 25 lanes in all states, with names short and long, as of `now`; the newest first, with jobs.
[[nodiscard]] QList<ci::Run> sampleLanes(TimePoint now);
[[nodiscard]] FakeStore sampleStore(TimePoint now);

} // namespace tallywall
