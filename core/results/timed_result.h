// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/time.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace tallywall {

// The key of one row of the results table. Ids grow and are never used twice, also after a deletion.
enum class ResultId : qint64 { None = 0 };

// What a publisher sends: who, and how many seconds it took.
struct ResultInput {
    static constexpr int maxNameLength = 200;     // Unicode code points
    static constexpr qsizetype maxBatch = 10'000; // records in one POST

    QString name;
    double time = 0; // seconds, finite, not negative

    friend bool operator==(const ResultInput &, const ResultInput &) = default;
};

// One row of the results table.
struct TimedResult {
    ResultId id = ResultId::None;
    QString name;
    double time = 0; // seconds
    TimePoint created{};

    friend bool operator==(const TimedResult &, const TimedResult &) = default;
};

// The one rule for both ways in. Errors: Invalid, with the field. A name is 1 to 200 characters that are not all blank.
[[nodiscard]] Result<ResultInput> checkResult(ResultInput input);

// From a JSON object {"name":"Ada","time":12.34}; other members are ignored. `place` stands before the field in an error.
[[nodiscard]] Result<ResultInput> resultInputFromJson(const QJsonObject &object, const QString &place = {});

// The same from a body as it came, where it is plain (core/plain_json.h) and right; else nothing.
[[nodiscard]] std::optional<ResultInput> resultInputFromPlainJson(QByteArrayView body);

// The record of docs/api.md: {"id":1,"name":"Ada","time":12.34,"created":"…Z"}.
void appendResultJson(QByteArray &out, const TimedResult &result);
[[nodiscard]] QByteArray resultJson(const TimedResult &result);
// {"results":[…],"next":ID}, without the last where it is None.
[[nodiscard]] QByteArray resultsJson(const QList<TimedResult> &results, ResultId next = ResultId::None);
// A record back, for those who read our own events. Errors: Invalid.
[[nodiscard]] Result<TimedResult> resultFromJson(const QJsonObject &object);

// How GET /results sorts. Ties are broken by id, so that paging neither skips nor repeats a row.
enum class ResultOrder : quint8 { Newest, Fastest, Name };
[[nodiscard]] Result<ResultOrder> resultOrderFromText(QStringView text);

// One page of the table.
struct ResultsQuery {
    static constexpr int defaultLimit = 100;
    static constexpr int maxLimit = 10'000;

    int limit = defaultLimit;
    ResultId before = ResultId::None; // the last row of the page before this one; None: from the top
    ResultOrder order = ResultOrder::Newest;

    friend bool operator==(const ResultsQuery &, const ResultsQuery &) = default;
};

struct ResultsPage {
    QList<TimedResult> results;
    ResultId next = ResultId::None; // hand it in as `before` to go on; None: this was the end
};

} // namespace tallywall
