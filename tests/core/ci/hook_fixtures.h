// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"

#include <QJsonValue>

namespace tallywall::ci::test {

// When every delivery of these tests comes in: 2026-11-20T22:36:00.123Z.
constexpr TimePoint received = fromUnixMs(1'795'214'160'123);

// tests/core/ci/data/NAME.json; empty, with a warning, where there is none.
[[nodiscard]] QByteArray fixture(const QString &name);

// A POST with this JSON as its body.
[[nodiscard]] Delivery posted(const QByteArray &json, HeaderList headers = {});

// The body with the value at a path ("build.scm.branch") replaced; an undefined value takes it away.
[[nodiscard]] QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value);

// What has to be a run; a default Run, with a warning that says why, where it is not.
[[nodiscard]] Run runIn(const Provider &provider, const Delivery &delivery);
// Why a delivery is ignored; empty where it is not.
[[nodiscard]] QString whyIgnored(const Provider &provider, const Delivery &delivery);
// Which field it says is wrong; empty where it says none.
[[nodiscard]] QString wrongField(const Provider &provider, const Delivery &delivery);

// What comes of the deliveries in this order; and in how many of all other orders something else does.
[[nodiscard]] Run mergedInOrder(const QList<Run> &runs);
[[nodiscard]] int ordersThatDiffer(const QList<Run> &runs);

// Puts nulls, numbers, texts, lists and objects in the place of every member of the document, one at a time, and counts what
// is still read as a run. -1 where something is refused for another reason than its shape.
[[nodiscard]] int runsOfOddShapes(const Provider &provider, const Delivery &delivery);

} // namespace tallywall::ci::test
