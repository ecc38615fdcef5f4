// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parsers.h"
#include "tests/bench/rest.h"

#include <cstring>

namespace tallywall::bench {

namespace {

// The line that begins at `at`, without its end; `at` moves behind it. False where its end has not come.
bool takeLine(std::string_view bytes, std::size_t &at, std::string_view &line)
{
    const void *found = at < bytes.size() ? std::memchr(bytes.data() + at, '\n', bytes.size() - at) : nullptr;
    if (!found)
        return false;
    const auto end = static_cast<std::size_t>(static_cast<const char *>(found) - bytes.data());
    line = bytes.substr(at, end - at);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    at = end + 1;
    return true;
}

// The value of a field, where the line has it: one space behind the colon does not belong to it.
bool isField(std::string_view line, std::string_view nameAndColon, std::string_view &value)
{
    if (!line.starts_with(nameAndColon))
        return false;
    value = line.substr(nameAndColon.size());
    if (value.starts_with(' '))
        value.remove_prefix(1);
    return true;
}

} // namespace

void SseParser::feed(std::string_view bytes, StreamReader &reader)
{
    feedThrough(m_rest, m_broken, bytes, [this, &reader](std::string_view all) { return take(all, reader); });
}

std::size_t SseParser::take(std::string_view bytes, StreamReader &reader)
{
    std::size_t done = 0; // behind the last whole event
    std::size_t at = 0;
    std::string_view line;
    std::string_view value;
    std::string_view data;
    std::string_view id;
    std::string joined; // of an event with several data lines, which is rare
    int dataLines = 0;
    while (takeLine(bytes, at, line)) {
        if (isField(line, "data:", value)) {
            if (++dataLines == 1) {
                data = value;
            } else {
                if (dataLines == 2)
                    joined = data;
                joined.append(1, '\n').append(value);
                data = joined;
            }
        } else if (isField(line, "id:", value)) {
            id = value;
        } else if (line.empty()) {
            if (dataLines > 0)
                reader.received(data, id);
            dataLines = 0;
            id = {};
            done = at;
        }
    }
    return done;
}

void LineParser::feed(std::string_view bytes, StreamReader &reader)
{
    feedThrough(m_rest, m_broken, bytes, [&reader](std::string_view all) { return take(all, reader); });
}

std::size_t LineParser::take(std::string_view bytes, StreamReader &reader)
{
    std::size_t at = 0;
    std::string_view line;
    while (takeLine(bytes, at, line))
        reader.received(line);
    return at;
}

} // namespace tallywall::bench
