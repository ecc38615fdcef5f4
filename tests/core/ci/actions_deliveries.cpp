// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/actions_deliveries.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

#include <algorithm>
#include <numeric>

namespace tallywall::test {

using namespace Qt::StringLiterals;
using namespace ci;

namespace {

QByteArray hmac(const QByteArray &key, QByteArrayView message, QCryptographicHash::Algorithm algorithm)
{
    return QMessageAuthenticationCode::hash(message.toByteArray(), key, algorithm);
}

// A row of nonsense: without what it is about, or with a link that is none.
bool isProper(const Run &run)
{
    const auto isLink = [](const QString &url) { return url.isEmpty() || url.startsWith("http"_L1); };
    return !run.project.isEmpty() && !run.key.isEmpty() && run.sequence > 0 && run.attempt > 0 && run.number >= 0
            && isLink(run.url) && !run.pipeline.contains(u'\n') && !run.message.contains(u'\n')
            && std::all_of(run.jobs.begin(), run.jobs.end(), [&](const Job &job) { return isLink(job.url); })
            && !runJson(merge({}, run)).isEmpty();
}

} // namespace

QJsonObject fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + name + ".json"_L1);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject with(QJsonObject object, const QString &path, const QJsonValue &value)
{
    const QString name = path.section(u'.', 0, 0);
    const QString rest = path.section(u'.', 1);
    if (rest.isEmpty() && value.isUndefined())
        object.remove(name);
    else
        object.insert(name, rest.isEmpty() ? value : QJsonValue(with(object.value(name).toObject(), rest, value)));
    return object;
}

QStringList pathsOf(const QJsonObject &object, int depth)
{
    QStringList paths;
    for (const QString &name : object.keys()) {
        paths << name;
        if (depth > 1) {
            for (const QString &inner : pathsOf(object.value(name).toObject(), depth - 1))
                paths << name + u'.' + inner;
        }
    }
    return paths;
}

Delivery delivery(const HeaderList &headers, const QJsonObject &body)
{
    HeaderList all = headers;
    all.append({"Content-Type"_ba, "application/json"_ba});
    return unpack(all, QJsonDocument(body).toJson(QJsonDocument::Compact), received);
}

Run runIn(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    if (!reading) {
        qWarning("%s", qPrintable(reading.error().sentence()));
        return {};
    }
    const Run *run = std::get_if<Run>(&*reading);
    if (!run)
        qWarning("%s", qPrintable(std::get<Ignored>(*reading).why));
    return run ? *run : Run{};
}

QString whyIgnored(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    const Ignored *ignored = reading ? std::get_if<Ignored>(&*reading) : nullptr;
    return ignored ? ignored->why : QString();
}

Run mergeAll(const QList<Run> &runs)
{
    return std::accumulate(runs.begin(), runs.end(), Run{},
                           [](const Run &known, const Run &next) { return merge(known, next); });
}

QByteArray described(const Run &run)
{
    return runJson(run) + ' ' + jobsJson(run.jobs) + " key " + run.key.toUtf8() + " sequence "
            + QByteArray::number(run.sequence) + " generation " + QByteArray::number(run.generation) + " word "
            + run.word.toUtf8();
}

QByteArray anyOrderThatDiffers(const QList<Run> &runs)
{
    const QByteArray expected = described(mergeAll(runs));
    QList<qsizetype> order(runs.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        QList<Run> shuffled;
        QByteArray name;
        for (const qsizetype i : order) {
            shuffled << runs.at(i);
            name += ' ' + QByteArray::number(i);
        }
        const QByteArray got = described(mergeAll(shuffled));
        if (got != expected)
            return "order" + name + "\n gave     " + got + "\n expected " + expected;
    } while (std::next_permutation(order.begin(), order.end()));
    return {};
}

QByteArray anyOddReading(const Provider &provider, const HeaderList &headers, const QJsonObject &body, int &readings)
{
    const QList<QJsonValue> odd{QJsonValue(QJsonValue::Undefined),
                                QJsonValue(QJsonValue::Null),
                                QJsonValue(-1),
                                QJsonValue(1e300),
                                QJsonValue(true),
                                QJsonValue(u"x\ny"_s),
                                QJsonValue(QString(100'000, u'é')),
                                QJsonValue(QJsonArray{QJsonArray{}, QJsonObject{}, 7}),
                                QJsonValue(QJsonObject{{"a"_L1, 1}})};
    for (const QString &path : pathsOf(body)) {
        for (const QJsonValue &value : odd) {
            const auto reading = readDelivery(provider, delivery(headers, with(body, path, value)));
            const Run *run = reading ? std::get_if<Run>(&*reading) : nullptr;
            if ((!reading && reading.error().code != ErrorCode::Invalid) || (run && !isProper(*run)))
                return path.toUtf8() + " as " + QJsonDocument(QJsonArray{value}).toJson().left(200);
            readings += run ? 1 : 0;
        }
    }
    return {};
}

const Cryptography &cryptography()
{
    static const Cryptography made{
            .hmacSha256 = [](const QByteArray &key,
                             QByteArrayView message) { return hmac(key, message, QCryptographicHash::Sha256); },
            .hmacSha1 = [](const QByteArray &key,
                           QByteArrayView message) { return hmac(key, message, QCryptographicHash::Sha1); }};
    return made;
}

} // namespace tallywall::test
