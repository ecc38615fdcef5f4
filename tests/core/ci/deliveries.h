// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/merge.h"
#include "core/ci/provider.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QtTest>

#include <algorithm>
#include <functional>
#include <numeric>

// What the tests of the providers share: deliveries out of fixtures, and what becomes of them in every order.
namespace tallywall::ci {

constexpr TimePoint received = fromUnixMs(1'795'214'160'123); // 2026-11-20T22:36:00.123Z

// tests/core/ci/data/NAME.json
inline QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + QStringLiteral("/tests/core/ci/data/") + name
               + QStringLiteral(".json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The document with the value at the path of members ("build.creator.name"); undefined takes the member away.
inline QJsonObject with(QJsonObject object, const QStringList &path, const QJsonValue &value)
{
    object.insert(path.first(),
                  path.size() == 1 ? value : with(object.value(path.first()).toObject(), path.mid(1), value));
    return object;
}

inline QByteArray with(const QByteArray &body, const QString &path, const QJsonValue &value)
{
    return QJsonDocument(with(QJsonDocument::fromJson(body).object(), path.split(u'.'), value)).toJson();
}

// The run in a delivery that has to hold one; a default Run, and a warning, where it does not.
inline Run runIn(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    if (!reading)
        qWarning("%s", qPrintable(reading.error().sentence()));
    const Run *run = reading ? std::get_if<Run>(&*reading) : nullptr;
    return run ? *run : Run{};
}

// Why a delivery is ignored; empty where it is not.
inline QString whyIgnored(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    const Ignored *ignored = reading ? std::get_if<Ignored>(&*reading) : nullptr;
    return ignored ? ignored->why : QString();
}

// What the runs merge into, in every order, each of them once and the first of each order twice.
inline QList<Run> endsOf(const QList<Run> &runs)
{
    QList<Run> ends;
    QList<qsizetype> order(runs.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        Run run = merge({}, runs.at(order.first()));
        for (const qsizetype next : order)
            run = merge(run, runs.at(next));
        if (!ends.contains(run))
            ends.append(run);
    } while (std::next_permutation(order.begin(), order.end()));
    return ends;
}

// Calls `check` with the document, each of its members in turn, at any depth, taken away or of an odd type and size.
inline void forEveryOddity(const QByteArray &body, const std::function<void(const QByteArray &)> &check)
{
    static const QList<QJsonValue> oddities{QJsonValue(QJsonValue::Undefined),
                                            QJsonValue(QJsonValue::Null),
                                            QJsonValue(true),
                                            QJsonValue(-1),
                                            QJsonValue(1e300),
                                            QJsonValue(QString(300, QChar(0xd83d))),
                                            QJsonValue(QJsonArray{QJsonArray{}, QJsonObject{}, 7}),
                                            QJsonValue(QJsonObject{{QStringLiteral("a"), 1}})};
    const std::function<void(const QJsonObject &, const QStringList &)> visit = [&](const QJsonObject &object,
                                                                                    const QStringList &path) {
        for (auto it = object.begin(); it != object.end(); ++it) {
            const QStringList here = path + QStringList(it.key());
            for (const QJsonValue &oddity : oddities)
                check(QJsonDocument(with(QJsonDocument::fromJson(body).object(), here, oddity)).toJson());
            visit(it.value().toObject(), here);
        }
    };
    visit(QJsonDocument::fromJson(body).object(), {});
}

// Whether a delivery is answered with a run that can be shown, a reason to ignore it, or what is wrong with it.
inline bool isAnswered(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    if (!reading)
        return reading.error().code == ErrorCode::Invalid && !reading.error().place.isEmpty();
    const Run *run = std::get_if<Run>(&*reading);
    return !run
            || (!run->project.isEmpty() && !run->key.isEmpty() && run->sequence > 0
                && !runJson(merge({}, *run)).isEmpty());
}

// Enough to prove by HMAC-SHA256.
inline Cryptography hmacOnly()
{
    return {.hmacSha256 = [](const QByteArray &key, QByteArrayView message) {
        return QMessageAuthenticationCode::hash(message.toByteArray(), key, QCryptographicHash::Sha256);
    }};
}

} // namespace tallywall::ci
