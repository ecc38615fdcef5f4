// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <array>
#include <optional>

namespace tallywall {

// A JSON object as nearly everybody sends it, taken apart where it stands: for the hot paths, on which a tree of values costs
// more than all else of a request. What is valid and plain is read here; everything else, mistakes above all, is left to
// parseJson(), which knows how to name them. Plain is: RFC 8259 and UTF-8 to the letter, at most `mostMembers` members, no key
// twice or with an escape, no half surrogate, nothing nested deeper than 32, no number that a double could not hold.
class PlainObject
{
public:
    static constexpr std::size_t mostMembers = 16;

    // Nothing where it is not plain. The text has to outlive the object.
    [[nodiscard]] static std::optional<PlainObject> read(QByteArrayView text);

    // The text of a member's value; a null view where there is none.
    [[nodiscard]] QByteArrayView value(QByteArrayView key) const;

private:
    struct Member {
        QByteArrayView key;
        QByteArrayView value;
    };

    std::array<Member, mostMembers> m_members;
    std::size_t m_count = 0;
};

// The texts of the elements of a JSON array, cut apart where they stand and not looked into; none of "[]". Where each of them is
// JSON, the whole text is; where it is not, one of them is not either, or nothing is returned: it is no array at all.
[[nodiscard]] std::optional<QList<QByteArrayView>> arrayElements(QByteArrayView text);

// What a value of a plain object is. Nothing where it is something else, or a text with an escape.
[[nodiscard]] std::optional<QByteArrayView> plainUtf8(QByteArrayView value);
[[nodiscard]] std::optional<double> plainNumber(QByteArrayView value);
[[nodiscard]] std::optional<bool> plainBool(QByteArrayView value);

// A value of a plain object as it was written, without the blanks between its parts: numbers keep their digits, and members
// their order.
[[nodiscard]] QByteArray compactJson(QByteArrayView value);

} // namespace tallywall
