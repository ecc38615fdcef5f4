// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/time.h"

#include <QDateTime>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

void putDigits(char *at, unsigned value, int width)
{
    for (int i = width - 1; i >= 0; --i, value /= 10)
        at[i] = static_cast<char>('0' + value % 10);
}

} // namespace

IsoText::IsoText(TimePoint time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    char *text = m_text.data();
    std::copy_n("0000-00-00T00:00:00.000Z", m_text.size(), text);
    putDigits(text, static_cast<unsigned>(std::max(0, int(date.year()))), 4);
    putDigits(text + 5, unsigned(date.month()), 2);
    putDigits(text + 8, unsigned(date.day()), 2);
    putDigits(text + 11, static_cast<unsigned>(clock.hours().count()), 2);
    putDigits(text + 14, static_cast<unsigned>(clock.minutes().count()), 2);
    putDigits(text + 17, static_cast<unsigned>(clock.seconds().count()), 2);
    putDigits(text + 20, static_cast<unsigned>(clock.subseconds().count()), 3);
}

QByteArray toIso(TimePoint time)
{
    return QByteArrayView(IsoText(time)).toByteArray();
}

std::optional<TimePoint> fromIso(QStringView text)
{
    QString iso = text.trimmed().toString();
    if (iso.endsWith(" UTC"_L1)) {
        iso.chop(4);
        iso += u'Z';
    }
    if (iso.size() > 10 && iso.at(10) == u' ')
        iso[10] = u'T';
    iso.remove(u' '); // "…T10:00:00 +0200"
    QDateTime moment = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (moment.timeSpec() == Qt::LocalTime) // no zone was given; it may also be a time that the local clock leaps over
        moment = QDateTime::fromString(iso + u'Z', Qt::ISODateWithMs);
    if (!moment.isValid())
        return std::nullopt;
    return fromUnixMs(moment.toMSecsSinceEpoch());
}

} // namespace tallywall
