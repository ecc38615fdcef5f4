// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/deliveries.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

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
    object.insert(path.constFirst(), replaced(object.value(path.constFirst()), path.sliced(1), value));
    return object;
}

template<QCryptographicHash::Algorithm algorithm>
QByteArray hmac(const QByteArray &key, QByteArrayView message)
{
    return QMessageAuthenticationCode::hash(message.toByteArray(), key, algorithm);
}

} // namespace

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + name + ".json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        qWarning("no fixture %s", qPrintable(file.fileName()));
    return file.isOpen() ? file.readAll() : QByteArray();
}

QByteArray with(const QByteArray &json, const QString &path, const QJsonValue &value)
{
    return QJsonDocument(with(QJsonDocument::fromJson(json).object(), path.split(u'.'), value)).toJson();
}

QJsonObject with(const QJsonObject &document, const QStringList &path, const QJsonValue &value)
{
    return replaced(document, path, value).toObject();
}

const QList<QJsonValue> &namelessValues()
{
    static const QList<QJsonValue> values{QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonValue::Null),
                                          QJsonValue(QJsonArray{1}), QJsonValue(true), QJsonValue(QJsonObject{})};
    return values;
}

Delivery posted(const QByteArray &json, HeaderList headers)
{
    headers.emplaceBack("Content-Type", "application/json");
    return unpack(std::move(headers), json, received);
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

QString wrongPlace(const Provider &provider, const Delivery &delivery)
{
    const auto reading = readDelivery(provider, delivery);
    return reading || reading.error().code != ErrorCode::Invalid ? QString() : reading.error().place;
}

QByteArray recognisedAs(const Delivery &delivery)
{
    const Provider *provider = providerOf(builtInProviders(), delivery);
    return provider ? provider->name : QByteArray();
}

const Cryptography &hmacOfQt()
{
    static const Cryptography made{.hmacSha256 = &hmac<QCryptographicHash::Sha256>,
                                   .hmacSha1 = &hmac<QCryptographicHash::Sha1>};
    return made;
}

} // namespace tallywall::ci::test
