// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/hook_fixtures.h"

#include "core/ci/merge.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tallywall::ci::test {

using namespace Qt::StringLiterals;

namespace {

QJsonValue replaced(const QJsonValue &whole, const QStringList &path, const QJsonValue &value)
{
    if (path.isEmpty())
        return value;
    if (whole.isArray()) {
        QJsonArray array = whole.toArray();
        const qsizetype index = path.constFirst().toLongLong();
        array.replace(index, replaced(array.at(index), path.sliced(1), value));
        return array;
    }
    QJsonObject object = whole.toObject();
    const QJsonValue inner = replaced(object.value(path.constFirst()), path.sliced(1), value);
    if (inner.isUndefined())
        object.remove(path.constFirst());
    else
        object.insert(path.constFirst(), inner);
    return object;
}

// Of every member, also of those within others.
void collectPaths(const QJsonValue &value, const QStringList &path, QList<QStringList> &paths)
{
    if (!path.isEmpty())
        paths.append(path);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectPaths(it.value(), path + QStringList{it.key()}, paths);
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        collectPaths(array.at(i), path + QStringList{QString::number(i)}, paths);
}

} // namespace

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + name + ".json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        qWarning("no fixture %s", qPrintable(file.fileName()));
    return file.isOpen() ? file.readAll() : QByteArray();
}

Delivery posted(const QByteArray &json, HeaderList headers)
{
    headers.emplaceBack("Content-Type", "application/json");
    return unpack(std::move(headers), json, received);
}

QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value)
{
    const QJsonObject whole = QJsonDocument::fromJson(json).object();
    return QJsonDocument(replaced(whole, path.split(u'.'), value).toObject()).toJson();
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
        qWarning("ignored: %s", qPrintable(std::get<Ignored>(*reading).why));
    return run ? *run : Run{};
}

QString whyIgnored(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    const Ignored *ignored = reading ? std::get_if<Ignored>(&*reading) : nullptr;
    return ignored ? ignored->why : QString();
}

QString wrongField(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    return reading || reading.error().code != ErrorCode::Invalid ? QString() : reading.error().place;
}

Run mergedInOrder(const QList<Run> &runs)
{
    Run known;
    for (const Run &run : runs)
        known = merge(known, run);
    return known;
}

int ordersThatDiffer(const QList<Run> &runs)
{
    const Run expected = mergedInOrder(runs);
    QList<qsizetype> order;
    for (qsizetype i = 0; i < runs.size(); ++i)
        order.append(i);
    int differ = 0;
    do {
        QList<Run> shuffled;
        for (const qsizetype i : order)
            shuffled.append(runs.at(i));
        const Run merged = mergedInOrder(shuffled);
        if (merged == expected)
            continue;
        if (++differ == 1)
            qWarning("%s\nis not\n%s", runJson(merged).constData(), runJson(expected).constData());
    } while (std::next_permutation(order.begin(), order.end()));
    return differ;
}

int runsOfOddShapes(const Provider &provider, const Delivery &delivery)
{
    const QList<QJsonValue> odd{QJsonValue(QJsonValue::Undefined),
                                QJsonValue(QJsonValue::Null),
                                QJsonValue(true),
                                QJsonValue(-1),
                                QJsonValue(1e300),
                                QJsonValue(u"x"_s),
                                QJsonValue(QString(5000, u'y')),
                                QJsonValue(QJsonArray{QJsonArray{}, QJsonObject{}, 7}),
                                QJsonValue(QJsonObject{{"a"_L1, 1}})};
    QList<QStringList> paths;
    collectPaths(delivery.json, {}, paths);
    int runs = 0;
    for (const QStringList &path : paths) {
        for (const QJsonValue &value : odd) {
            Delivery changed = delivery;
            changed.json = replaced(delivery.json, path, value).toObject();
            const auto reading = readDelivery(provider, changed);
            if (!reading && reading.error().code != ErrorCode::Invalid)
                return -1;
            if (reading && std::holds_alternative<Run>(*reading))
                runs += runJson(merge({}, std::get<Run>(*reading))).isEmpty() ? 0 : 1;
        }
    }
    return runs;
}

} // namespace tallywall::ci::test
