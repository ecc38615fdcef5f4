// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QDateTime>

#include <array>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QDateTime local(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(time));
}

} // namespace

QString formatCount(qint64 count)
{
    QString text = QString::number(count);
    const qsizetype first = count < 0 ? 1 : 0;
    for (qsizetype at = text.size() - 3; at > first; at -= 3)
        text.insert(at, QChar(0x2009));
    return text;
}

QString formatSeconds(double seconds)
{
    return QString::number(seconds, 'f', seconds < 100'000 ? 2 : 0);
}

QString formatRate(double perSecond)
{
    if (perSecond < 0.05)
        return u"0"_s;
    if (perSecond < 9.95)
        return QString::number(perSecond, 'f', 1);
    return formatCount(std::llround(perSecond));
}

QString formatBytes(qint64 bytes)
{
    constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'f', unit > 0 && value < 9.95 ? 1 : 0) + u' ' + QLatin1StringView(units.at(unit));
}

QString formatDuration(double seconds)
{
    if (seconds < 9.95)
        return QString::number(seconds, 'f', 1) + u" s"_s;
    const qint64 whole = std::llround(seconds);
    if (whole < 60)
        return u"%1 s"_s.arg(whole);
    if (whole < 3600)
        return u"%1 min %2 s"_s.arg(whole / 60).arg(whole % 60, 2, 10, '0'_L1);
    return u"%1 h %2 min"_s.arg(whole / 3600).arg(whole / 60 % 60, 2, 10, '0'_L1);
}

QString formatAge(TimePoint then, TimePoint now)
{
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(now - then).count();
    if (seconds < 10)
        return u"now"_s;
    if (seconds < 60)
        return u"%1 s ago"_s.arg(seconds / 10 * 10);
    if (seconds < 3600)
        return u"%1 min ago"_s.arg(seconds / 60);
    if (seconds < 24 * 3600)
        return u"%1 h ago"_s.arg(seconds / 3600);
    const qint64 days = seconds / (24 * 3600);
    if (days < 7)
        return days == 1 ? u"1 day ago"_s : u"%1 days ago"_s.arg(days);
    return local(then).toString(u"yyyy-MM-dd"_s);
}

QString formatExact(TimePoint time)
{
    return local(time).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString formatClock(TimePoint time)
{
    return local(time).toString(u"HH:mm:ss"_s);
}

QString formatChange(qint64 now, qint64 before)
{
    if (before <= 0)
        return {};
    const double change = 100.0 * static_cast<double>(now - before) / static_cast<double>(before);
    const qint64 percent = std::llround(std::abs(change));
    if (percent == 0)
        return u"± 0 %"_s;
    return (change > 0 ? u"▲ "_s : u"▼ "_s) + formatCount(percent) + u" %"_s;
}

QString oneLine(QString text)
{
    for (QChar &c : text) {
        const bool control = c.category() == QChar::Other_Control || c == QChar::LineSeparator
                || c == QChar::ParagraphSeparator;
        const bool direction = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
        if (control || direction)
            c = u' ';
    }
    return text;
}

} // namespace tallywall
