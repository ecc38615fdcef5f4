// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/run.h"

#include <QJsonValue>

#include <initializer_list>
#include <span>

namespace tallywall::ci {

// Reading facts out of a document that nobody vouches for: null, a number or an array where an object is usual is nothing.
// A path names members from the outside in: "workflow_run.head_commit.author.name".

[[nodiscard]] QJsonValue at(const QJsonObject &document, QLatin1StringView path);  // undefined where there is nothing
[[nodiscard]] QString textAt(const QJsonObject &document, QLatin1StringView path); // a whole number, too, as its digits
// The first of them that is a text, and not empty. For what people have named: there a number is a mistake.
[[nodiscard]] QString nameAt(const QJsonObject &document, std::initializer_list<QLatin1StringView> paths);
// The first of them that is not empty.
[[nodiscard]] QString firstTextAt(const QJsonObject &document, std::initializer_list<QLatin1StringView> paths);
[[nodiscard]] QString firstOf(std::initializer_list<QString> texts);
[[nodiscard]] qint64 integerAt(const QJsonObject &document, QLatin1StringView path); // also "42"; 0 where there is none
[[nodiscard]] std::optional<double> secondsAt(const QJsonObject &document, QLatin1StringView path); // not below zero
// ISO 8601 text, or Unix time in seconds or milliseconds (by its size); nothing for 0.
[[nodiscard]] std::optional<TimePoint> momentAt(const QJsonObject &document, QLatin1StringView path);
[[nodiscard]] std::optional<TimePoint> momentOf(const QJsonValue &value);
// The first that is a moment; the zero times of Go, the epoch and the year 1, are none.
[[nodiscard]] std::optional<TimePoint> firstMomentAt(const QJsonObject &document,
                                                     std::initializer_list<QLatin1StringView> paths);

// "refs/heads/main" and "refs/tags/v1" without their beginning; "refs/pull/7/merge" stays.
[[nodiscard]] QString shortRef(const QString &ref);
// Text that becomes a link: only http and https, else nothing; without the user and the password that may stand in it.
[[nodiscard]] QString webUrl(const QString &text);
// The first line of a commit message, at most 200 characters.
[[nodiscard]] QString firstLine(const QString &text);

// The words of a service for its states, without case; State::Unknown for others.
struct StateWord {
    QLatin1StringView word;
    State state;
};
[[nodiscard]] State stateOf(std::span<const StateWord> words, QStringView word);
// Whether it has a start worth naming: what is only queued often carries one, too.
[[nodiscard]] bool hasBegun(State state);
// Puts the state into `run.reported`, and the word into `run.word` where it is not known.
void report(Run &run, std::span<const StateWord> words, const QString &word);

// The errors of the fields of one service: "field "project.id": missing, or not what GitHub documents".
struct Missing {
    QStringView service;

    [[nodiscard]] Error operator()(QLatin1StringView field) const;
};

} // namespace tallywall::ci
