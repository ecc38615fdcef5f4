// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// The log of the view of collections, for tests of what is in it.
namespace tallywall::test {

// The rows that are in the page, as texts.
inline const QString rows = QStringLiteral(
        "[...document.querySelectorAll('[data-testid=log] [role=option]')].map((row) => row.textContent)");

// The JSON of POST /notify for an event "told"; more: further members of it.
[[nodiscard]] inline QByteArray told(const QByteArray &collection, const QByteArray &data, const QByteArray &more = {})
{
    return R"({"collection":")" + collection + R"(","type":"told","data":)" + data + more + '}';
}

} // namespace tallywall::test
