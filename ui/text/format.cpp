// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QDateTime local(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(time));
}

constexpr QChar thinSpace(0x2009);

// Thin spaces between the thousands of what stands before the decimal point.
QString inThousands(QString number)
{
    const qsizetype first = number.startsWith(u'-') ? 1 : 0;
    const qsizetype point = number.indexOf(u'.');
    for (qsizetype at = (point < 0 ? number.size() : point) - 3; at > first; at -= 3)
        number.insert(at, thinSpace);
    return number;
}

// Without the zeros at its end, but for the first decimals.
QString withDecimals(int least, QString number)
{
    if (!number.contains(u'.'))
        return number;
    const qsizetype shortest = number.indexOf(u'.') + 1 + least;
    while (number.size() > shortest && number.endsWith(u'0'))
        number.chop(1);
    return number;
}

// "1.5e12": at most four digits before the exponent.
QString inExponents(double number)
{
    const QString text = QString::number(number, 'e', 3);
    const qsizetype e = text.indexOf(u'e');
    if (e < 0)
        return text;
    QString digits = text.first(e);
    while (digits.endsWith(u'0'))
        digits.chop(1);
    if (digits.endsWith(u'.'))
        digits.chop(1);
    return digits + u'e' + QString::number(text.sliced(e + 1).toInt());
}

// Of a price: how many digits stand before its point; less than 1 where zeros follow it.
int digitsBefore(double size)
{
    return size == 0 ? 1 : static_cast<int>(std::floor(std::log10(size))) + 1;
}

constexpr double largestPlain = 1e15;

} // namespace

QString formatCount(qint64 count)
{
    return inThousands(QString::number(count));
}

QString formatSeconds(double seconds)
{
    const double size = std::abs(seconds);
    if (size == 0)
        return u"0.00"_s;
    if (!(size < 1e9) || size < 1e-6)
        return inExponents(seconds);
    if (size >= 100'000)
        return inThousands(QString::number(seconds, 'f', 0));
    if (size >= 1)
        return inThousands(QString::number(seconds, 'f', 2));
    return withDecimals(2, QString::number(seconds, 'f', 2 - static_cast<int>(std::floor(std::log10(size)))));
}

int sureDecimals(double price)
{
    return std::max(0, std::numeric_limits<double>::digits10 - digitsBefore(std::abs(price)));
}

QString formatPrice(double price, int decimals)
{
    const double size = std::abs(price);
    if (!(size <= largestPlain) || (size > 0 && size < 1e-12))
        return inExponents(price);
    // Eight digits: what computing adds to a price stands behind them.
    const int most = std::max(2, 8 - digitsBefore(size));
    const int sure = sureDecimals(size);
    return inThousands(withDecimals(std::min(decimals, sure),
                                    QString::number(price, 'f', std::min(std::max(most, decimals), sure))));
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
    if (!std::isfinite(seconds) || seconds < 0)
        return u"–"_s;
    if (seconds >= 1e9)
        return formatSeconds(seconds) + u" s"_s;
    const qint64 whole = std::llround(seconds);
    const QString rest = u":%1"_s.arg(whole % 60, 2, 10, '0'_L1);
    if (whole < 3600)
        return QString::number(whole / 60) + rest;
    return formatCount(whole / 3600) + u":%1"_s.arg(whole / 60 % 60, 2, 10, '0'_L1) + rest;
}

QString formatSpan(std::chrono::seconds span)
{
    const qint64 seconds = std::max<qint64>(0, span.count());
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds / 10 * 10);
    if (seconds < 3600)
        return u"%1 min"_s.arg(seconds / 60);
    if (seconds < 24 * 3600)
        return u"%1 h"_s.arg(seconds / 3600);
    return u"%1 d"_s.arg(formatCount(seconds / (24 * 3600)));
}

QString formatAge(TimePoint then, TimePoint now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - then);
    return age < 10s ? u"now"_s : u"%1 ago"_s.arg(formatSpan(age));
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

double toDecimals(double value, int decimals)
{
    return std::isfinite(value) ? QByteArray::number(value, 'f', decimals).toDouble() : value;
}

QString formatPriceChange(double change, int decimals)
{
    const double size = std::min(std::abs(toDecimals(change, decimals)), std::numeric_limits<double>::max());
    if (size == 0)
        return u"± 0"_s;
    const QString text = size > largestPlain
            ? inExponents(size)
            : inThousands(QString::number(size, 'f', std::min(decimals, sureDecimals(size))));
    return (change > 0 ? u"▲ "_s : u"▼ "_s) + text;
}

QString plainFigures(QString text)
{
    return text.remove(thinSpace);
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

QString firstPart(const QString &text, qsizetype length)
{
    if (text.size() <= length)
        return text;
    return text.first(length > 0 && text.at(length - 1).isHighSurrogate() ? length - 1 : length);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<qt>%1</qt>"_s.arg(firstPart(text, 4000).toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

} // namespace tallywall
