// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace tallywall {

// Names the wall that a stream is of: in the head of the answer, and in the stream itself, since something on the way may leave
// the former out. It is no field of the specification's, so that others pass over it.
inline constexpr char storeField[] = "Tallywall-Store";

// One event of a stream.
struct SseEvent {
    QByteArray type;   // "message" where the stream names none
    QByteArray data;   // its lines, joined by line feeds
    QByteArray lastId; // of the stream, as it stands after this event

    friend bool operator==(const SseEvent &, const SseEvent &) = default;
};

// Reads a stream of Server-Sent Events (WHATWG HTML, section 9.2.6), however it is cut into pieces. What is not complete stays
// here: at most `maxEvent` bytes, past which nothing more is read (overflowed()).
class SseReader
{
public:
    static constexpr qsizetype maxEvent = 16 * 1024 * 1024;

    explicit SseReader(const QByteArray &lastId = {}, qsizetype mostBytes = maxEvent)
        : m_mostBytes(mostBytes), m_lastId(lastId)
    { }

    // The events that these bytes complete.
    [[nodiscard]] QList<SseEvent> read(QByteArrayView bytes);

    // The id to come back with: of the last event that was dispatched, or of an id without one.
    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }
    // How long to wait before coming back, in milliseconds, where the stream says so.
    [[nodiscard]] std::optional<int> retry() const { return m_retry; }
    // The wall that the stream names (storeField) before its first event or comment, as it came.
    [[nodiscard]] QByteArray store() const { return m_store; }
    // Whether an event or a comment has come, rather than only what a stream begins with (`retry:`, `id:`): it means to go on.
    [[nodiscard]] bool hasSpoken() const { return m_hasSpoken; }
    [[nodiscard]] bool overflowed() const { return m_overflowed; }

private:
    void takeLine(QByteArrayView line, QList<SseEvent> &into);
    void takeField(QByteArrayView name, QByteArrayView value);
    void dispatch(QList<SseEvent> &into);
    [[nodiscard]] qsizetype heldBytes() const;

    qsizetype m_mostBytes;
    QByteArray m_line;              // not ended yet
    bool m_atStart = true;          // a byte order mark may follow
    bool m_afterReturn = false;     // a line feed that follows belongs to the end of the line before
    QByteArray m_type;              // of the event under way…
    QByteArray m_data;              // …its data, each line with a line feed…
    std::optional<QByteArray> m_id; // …and its id
    QByteArray m_lastId;
    std::optional<int> m_retry;
    QByteArray m_store;
    bool m_hasSpoken = false;
    bool m_overflowed = false;
};

} // namespace tallywall
