// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ci/gitlab_hook.h"

#include <QFile>
#include <QJsonDocument>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

QByteArray fixture(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + name + ".json"_L1);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray with(const QByteArray &body, const QString &inner, const QString &member, const QJsonValue &value)
{
    QJsonObject object = QJsonDocument::fromJson(body).object();
    if (inner.isEmpty()) {
        object.insert(member, value);
    } else {
        QJsonObject part = object.value(inner).toObject();
        part.insert(member, value);
        object.insert(inner, part);
    }
    return QJsonDocument(object).toJson();
}

Delivery hook(const QByteArray &body, const HeaderList &headers)
{
    return unpack(headers, body, hookReceived);
}

Result<Reading> read(const QByteArray &body)
{
    return readDelivery(gitlab(), hook(body));
}

Run runIn(const QByteArray &body)
{
    const auto reading = read(body);
    if (!reading) {
        qWarning("%s", qPrintable(reading.error().sentence()));
        return {};
    }
    const Run *run = std::get_if<Run>(&*reading);
    return run ? *run : Run{};
}

} // namespace tallywall::ci
