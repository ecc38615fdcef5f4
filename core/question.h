// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"
#include "core/feed/events_query.h"

namespace tallywall {

// What the window asks of the store, and what it gets: values that cross threads. What frames bring (core/feed/frame.h) is
// never asked for.
using Question = std::variant<ci::RunQuestion, ci::RunsQuery, ci::FiguresQuestion, ci::TrendQuestion,
                              ci::DeliveriesQuery, ci::DeliveryQuestion, ci::LaneSizeQuestion, EventsQuery>;
// In the order of the questions, or why there is no answer.
using Answer = std::variant<ci::Run, ci::RunsPage, QList<ci::PipelineFigures>, ci::Trend, ci::DeliveriesPage,
                            ci::DeliveryRecord, qint64, EventsHistory, Error>;

} // namespace tallywall

Q_DECLARE_METATYPE(tallywall::Question)
Q_DECLARE_METATYPE(tallywall::Answer)
