// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <utility>
#include <variant>

namespace tallywall {

// What kind of failure an error is. The server turns it into an HTTP status in one function (server/net/response.h).
enum class ErrorCode : std::uint8_t {
    NotUnderstood, // the bytes are not what they claim to be
    Unauthorized,  // no token or secret, or a wrong one
    Forbidden,     // known, and not allowed
    NotFound,
    MethodNotAllowed,
    TooSlow,
    Conflict,
    LengthRequired,
    TooLarge,
    UnsupportedMedia,
    Invalid, // understood, and not valid
    TooMany,
    HeadTooLarge,
    VersionNotSupported,
    Unavailable, // the store is down or full: nothing was stored
    Internal,
};

// An error a person can act on: what is wrong, and where ("field \"time\""; empty where there is no place).
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QString place;

    // "field \"time\": expected a number"
    [[nodiscard]] QString sentence() const;

    friend bool operator==(const Error &, const Error &) = default;
};

// A value or an error. The names are those of std::expected, which this compiler does not have yet.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

// Success without a value.
struct Done {
    friend bool operator==(const Done &, const Done &) = default;
};

} // namespace tallywall
