// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/reading.h"

#include "core/web_url.h"

#include <QUrl>

#include <algorithm>
#include <cmath>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

QJsonValue at(const QJsonObject &document, QLatin1StringView path)
{
    QJsonValue value(document);
    while (!path.isEmpty()) {
        const qsizetype dot = path.indexOf('.'_L1);
        value = value[dot < 0 ? path : path.first(dot)];
        path = dot < 0 ? QLatin1StringView() : path.sliced(dot + 1);
    }
    return value;
}

QString textAt(const QJsonObject &document, QLatin1StringView path)
{
    const QJsonValue value = at(document, path);
    if (!value.isDouble())
        return value.toString();
    const qint64 whole = value.toInteger(-1); // which is no id, nor is what has a fraction
    return whole >= 0 ? QString::number(whole) : QString();
}

QString nameAt(const QJsonObject &document, std::initializer_list<QLatin1StringView> paths)
{
    for (const QLatin1StringView path : paths) {
        if (QString name = at(document, path).toString(); !name.isEmpty())
            return name;
    }
    return {};
}

QString firstTextAt(const QJsonObject &document, std::initializer_list<QLatin1StringView> paths)
{
    for (const QLatin1StringView path : paths) {
        if (QString text = textAt(document, path); !text.isEmpty())
            return text;
    }
    return {};
}

QString firstOf(std::initializer_list<QString> texts)
{
    for (const QString &text : texts) {
        if (!text.isEmpty())
            return text;
    }
    return {};
}

qint64 integerAt(const QJsonObject &document, QLatin1StringView path)
{
    const QJsonValue value = at(document, path);
    return value.isString() ? value.toString().toLongLong() : value.toInteger();
}

std::optional<double> secondsAt(const QJsonObject &document, QLatin1StringView path)
{
    const QJsonValue value = at(document, path);
    return value.isDouble() && value.toDouble() >= 0 ? std::optional(value.toDouble()) : std::nullopt;
}

std::optional<TimePoint> momentOf(const QJsonValue &value)
{
    if (value.isString()) {
        const QString text = value.toString();
        return text.size() <= 64 ? fromIso(text) : std::nullopt;
    }
    constexpr double year2100 = 4'102'444'800;
    const double number = value.toDouble();
    if (!std::isfinite(number) || number <= 0 || number > year2100 * 1000)
        return std::nullopt;
    return fromUnixMs(number < year2100 ? qint64(number * 1000) : qint64(number));
}

std::optional<TimePoint> momentAt(const QJsonObject &document, QLatin1StringView path)
{
    return momentOf(at(document, path));
}

std::optional<TimePoint> firstMomentAt(const QJsonObject &document, std::initializer_list<QLatin1StringView> paths)
{
    for (const QLatin1StringView path : paths) {
        if (const auto moment = momentAt(document, path); moment && toUnixMs(*moment) > 0)
            return moment;
    }
    return std::nullopt;
}

QString shortRef(const QString &ref)
{
    for (const QLatin1StringView beginning : {"refs/heads/"_L1, "refs/tags/"_L1}) {
        if (ref.startsWith(beginning))
            return ref.sliced(beginning.size());
    }
    return ref;
}

QString webUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!isWeb(url))
        return {};
    return url.userInfo().isEmpty() ? text : url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
}

QString firstLine(const QString &text)
{
    const qsizetype end = text.indexOf(u'\n');
    QString line = QStringView(text).first(end < 0 ? text.size() : end).trimmed().left(200).toString();
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1); // never half a character
    return line;
}

State stateOf(std::span<const StateWord> words, QStringView word)
{
    const auto found = std::find_if(words.begin(), words.end(), [word](const StateWord &one) {
        return word.compare(one.word, Qt::CaseInsensitive) == 0;
    });
    return found == words.end() ? State::Unknown : found->state;
}

bool hasBegun(State state)
{
    return state != State::Queued && state != State::Waiting;
}

void report(Run &run, std::span<const StateWord> words, const QString &word)
{
    run.reported = stateOf(words, word);
    if (run.reported == State::Unknown)
        run.word = word;
}

Error Missing::operator()(QLatin1StringView field) const
{
    return Error{ErrorCode::Invalid, u"missing, or not what %1 documents"_s.arg(service), u"field \"%1\""_s.arg(field)};
}

} // namespace tallywall::ci
