// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/proof.h"
#include "core/ci/provider.h"

#include <QJsonObject>
#include <QStringList>

// What the tests of the providers share: deliveries out of fixtures, their members changed one by one, and what is read of them.
namespace tallywall::ci::test {

// When every delivery of these tests comes in: 2026-11-20T22:36:00.123Z.
constexpr TimePoint received = fromUnixMs(1'795'214'160'123);

// tests/core/ci/data/NAME.json; empty, with a warning, where there is none.
[[nodiscard]] QByteArray fixture(const QString &name);

// The document with the value at a path ("build.scm.branch", "matrix.0.state"); Undefined takes away what is there. Objects
// on the way are made where there are none.
[[nodiscard]] QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value);
[[nodiscard]] QJsonObject with(const QJsonObject &document, const QStringList &path, const QJsonValue &value);

// What may stand in the place of a text or a number and names nothing: no member at all, null, a list, a truth, an object.
[[nodiscard]] const QList<QJsonValue> &namelessValues();

// A POST with this JSON as its body.
[[nodiscard]] Delivery posted(const QByteArray &json, HeaderList headers = {});

// What the provider reads out of it by the rules that hold for all; a default Run, with a warning that says why, where that
// is no run.
[[nodiscard]] Run runIn(const Provider &provider, const Delivery &delivery);
// Why it is ignored; empty where it is not.
[[nodiscard]] QString whyIgnored(const Provider &provider, const Delivery &delivery);
// The place that is said to be wrong, "field \"build.id\""; empty where the delivery is not Invalid.
[[nodiscard]] QString wrongPlace(const Provider &provider, const Delivery &delivery);

// What is known by name among the built-in providers once it is asked whose a delivery is; empty for nobody's.
[[nodiscard]] QByteArray recognisedAs(const Delivery &delivery);

// HMAC of Qt Core: another implementation than the server's.
[[nodiscard]] const Cryptography &hmacOfQt();

} // namespace tallywall::ci::test
