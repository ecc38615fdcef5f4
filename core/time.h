// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

#include <array>
#include <chrono>
#include <optional>

namespace tallywall {

// A moment, in UTC, to the millisecond. Nothing in core reads a clock: the time is always handed in.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] constexpr TimePoint fromUnixMs(qint64 ms)
{
    return TimePoint(std::chrono::milliseconds(ms));
}
[[nodiscard]] constexpr qint64 toUnixMs(TimePoint time)
{
    return time.time_since_epoch().count();
}

// "2026-11-20T22:36:00.123Z" (ISO 8601, RFC 3339 profile): always 24 bytes for the years 0 to 9999.
[[nodiscard]] QByteArray toIso(TimePoint time);

// The same as a part for appendAll() of core/bytes.h.
class IsoText
{
public:
    explicit IsoText(TimePoint time);

    operator QByteArrayView() const { return QByteArrayView(m_text.data(), qsizetype(m_text.size())); }

private:
    std::array<char, 24> m_text;
};

// Reads ISO 8601 with Z or an offset, and the "2026-11-20 22:36:00 UTC" that GitLab writes. Nothing where it is neither.
[[nodiscard]] std::optional<TimePoint> fromIso(QStringView text);

} // namespace tallywall
