// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <concepts>
#include <memory>
#include <optional>
#include <utility>

struct sqlite3_stmt;

namespace tallywall::sqlite {

// What a statement answers, row by row. It resets the statement when it goes, whatever has happened, so that no read
// transaction stays open; so it must not outlive the statement, and a statement has one of these at a time.
class Rows
{
public:
    ~Rows();
    Rows(const Rows &) = delete;
    Rows &operator=(const Rows &) = delete;

    // The next row; false behind the last one and where it failed, which `status` tells apart.
    [[nodiscard]] bool next();
    [[nodiscard]] Result<Done> status() const;

    // Columns of the row, counted from 0. A text is UTF-8 and may hold zero bytes; it lives until the next row.
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QByteArrayView utf8(int column) const; // empty for NULL
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] bool isNull(int column) const;

private:
    friend class Statement;
    Rows(sqlite3_stmt *statement, const QString &path, int bound)
        : m_statement(statement), m_path(path), m_code(bound), m_isBound(bound == 0)
    { }

    sqlite3_stmt *m_statement;
    const QString &m_path;
    int m_code;     // of the last step
    bool m_isBound; // else it is not carried out: a place would have the value of an earlier use
};

// One prepared statement, to be used often. Belongs to the thread of its connection, and has to go before it.
//
// Values are bound in the order of the `?`, one for each: integers, doubles, QByteArrayView (UTF-8; a null view is an empty
// text), and std::optional of these, whose nothing is NULL.
class Statement
{
public:
    Statement() = default;

    // Carries it out to its end. The texts are not copied. Errors: Unavailable.
    template<typename... Values>
    [[nodiscard]] Result<Done> run(const Values &...values)
    {
        bindAll(Copy::No, values...);
        return finish();
    }

    // Begins to ask. The texts are copied, since the rows outlive this call.
    template<typename... Values>
    [[nodiscard]] Rows ask(const Values &...values)
    {
        bindAll(Copy::Yes, values...);
        return askBound();
    }

    // The same for values that are known only at run time: `bind` each by its place, counted from 1, then ask().
    void bind(int place, qint64 value);
    void bind(int place, QByteArrayView utf8); // copied
    [[nodiscard]] Rows askBound() { return Rows(m_statement.get(), m_path, std::exchange(m_bound, 0)); }

    // The same for many values: these from the first place on, and so forth until all are bound, then runBound(). The texts
    // are not copied.
    template<typename... Values>
    void bindFrom(int firstPlace, const Values &...values)
    {
        (put(firstPlace++, values, Copy::No), ...);
    }
    [[nodiscard]] Result<Done> runBound() { return finish(); }

private:
    friend class Connection;
    enum class Copy : quint8 { No, Yes };
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };

    Statement(sqlite3_stmt *statement, QString path) : m_statement(statement), m_path(std::move(path)) { }

    template<typename... Values>
    void bindAll([[maybe_unused]] Copy copy, const Values &...values)
    {
        Q_ASSERT(places() == sizeof...(values)); // else a place would keep what was bound before
        int place = 0;
        (put(++place, values, copy), ...);
    }
    template<std::integral Integer>
    void put(int place, Integer value, Copy)
    {
        bind(place, static_cast<qint64>(value));
    }
    template<typename Value>
    void put(int place, const std::optional<Value> &value, Copy copy)
    {
        if (value)
            put(place, *value, copy);
        else
            putNull(place);
    }
    void put(int place, double value, Copy copy);
    void put(int place, QByteArrayView utf8, Copy copy);
    void putNull(int place);
    void note(int code);
    [[nodiscard]] std::size_t places() const;
    [[nodiscard]] Result<Done> finish();

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0; // the first error of binding since the last use
    QString m_path;  // of the file, for errors
};

} // namespace tallywall::sqlite
