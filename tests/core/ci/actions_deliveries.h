// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/merge.h"
#include "core/ci/provider.h"

#include <QJsonObject>
#include <QJsonValue>

namespace tallywall::test {

// What the tests of GitHub, Gitea and Forgejo share: deliveries out of the files of tests/core/ci/data, and their members
// changed one by one.

constexpr TimePoint received = fromUnixMs(1'795'214'160'123); // 2026-11-20T22:36:00.123Z

// A file by its path below tests/core/ci/data, without ".json".
[[nodiscard]] QJsonObject fixture(const QString &name);
// The object with one member set; Undefined takes it out. Objects on the way are made where there are none.
[[nodiscard]] QJsonObject with(QJsonObject object, const QString &path, const QJsonValue &value);
// Every path of a member, to the depth that anything is read from.
[[nodiscard]] QStringList pathsOf(const QJsonObject &object, int depth = 4);

[[nodiscard]] ci::Delivery delivery(const ci::HeaderList &headers, const QJsonObject &body);
// What the service reads out of it by the rules that hold for all; a default Run, with a warning, where that is no run.
[[nodiscard]] ci::Run runIn(const ci::Provider &provider, const ci::Delivery &delivery);
// Why it was ignored; empty where it was not.
[[nodiscard]] QString whyIgnored(const ci::Provider &provider, const ci::Delivery &delivery);

[[nodiscard]] ci::Run mergeAll(const QList<ci::Run> &runs);
// Everything that is known of a run, in one line.
[[nodiscard]] QByteArray described(const ci::Run &run);
// Merges them in every order; what the first order gave that ended in anything else than the given one, else nothing.
[[nodiscard]] QByteArray anyOrderThatDiffers(const QList<ci::Run> &runs);
// Puts odd values in the place of every member, one by one. What is wrong with the first reading that is neither a proper
// run, nor ignored, nor Invalid; nothing where all are. Counts the readings.
[[nodiscard]] QByteArray anyOddReading(const ci::Provider &provider, const ci::HeaderList &headers,
                                       const QJsonObject &body, int &readings);

// HMAC of Qt Core: another implementation than the server's.
[[nodiscard]] const ci::Cryptography &cryptography();

} // namespace tallywall::test
