// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bytes.h"
#include "core/json.h"
#include "core/time.h"

#include <cmath>
#include <optional>

namespace tallywall {

// Writes one JSON object at the end of bytes, member by member, in their order. What is not known is left out: an empty text,
// an absent number or time, a number that is none. Objects nest in the same bytes:
//
//     JsonObjectWriter run(out);
//     run.text("project", project);
//     JsonObjectWriter claim(run.begin("claim"));
//     claim.text("by", name);
//     claim.end();
//     run.end();
//
// Names are literals of plain ASCII, and are not escaped.
class JsonObjectWriter
{
public:
    explicit JsonObjectWriter(QByteArray &out) : m_out(out) { m_out.append('{'); }
    Q_DISABLE_COPY_MOVE(JsonObjectWriter)

    void text(QByteArrayView name, QStringView value)
    {
        if (!value.isEmpty())
            appendJsonString(begin(name), value);
    }
    // ASCII that needs no escape; written even where it is empty.
    void word(QByteArrayView name, QByteArrayView value) { appendAll(begin(name), "\"", value, "\""); }
    void number(QByteArrayView name, const std::optional<double> &value)
    {
        if (value && std::isfinite(*value))
            appendJsonNumber(begin(name), *value);
    }
    void integer(QByteArrayView name, qint64 value) { appendJsonNumber(begin(name), value); }
    // Of ids and numbers that begin with 1: zero stands for none.
    void integerFromOne(QByteArrayView name, qint64 value)
    {
        if (value != 0)
            integer(name, value);
    }
    void time(QByteArrayView name, const std::optional<TimePoint> &value)
    {
        if (value)
            word(name, IsoText(*value));
    }
    void flag(QByteArrayView name, bool value) { begin(name).append(value ? "true" : "false"); }

    // The name alone; the value, which is for the caller to append, follows it.
    QByteArray &begin(QByteArrayView name)
    {
        const QByteArrayView quote = m_out.endsWith('{') ? QByteArrayView("\"") : QByteArrayView(",\"");
        appendAll(m_out, quote, name, "\":");
        return m_out;
    }
    void end() { m_out.append('}'); }

private:
    QByteArray &m_out;
};

} // namespace tallywall
