// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plain_json.h"

#include <algorithm>
#include <charconv>

namespace tallywall {

namespace {

constexpr int deepest = 32;
constexpr qsizetype mostDigits = 200; // with an exponent of two digits a double still holds the number

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Goes through a text. Each function steps over what it is named after, and says whether it was there.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text) : m_at(text.data()), m_end(m_at + text.size()) { }

    [[nodiscard]] const char *at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at == m_end; }

    void blanks()
    {
        while (m_at != m_end && isBlank(*m_at))
            ++m_at;
    }
    bool one(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    bool word(QByteArrayView word)
    {
        if (!QByteArrayView(m_at, m_end - m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    bool string()
    {
        if (!one('"'))
            return false;
        while (m_at != m_end && *m_at != '"') {
            if (static_cast<unsigned char>(*m_at) < 0x20 || (*m_at == '\\' && !escape()))
                return false;
            ++m_at;
        }
        return one('"');
    }

    bool number()
    {
        one('-');
        const bool leadingZero = m_at != m_end && *m_at == '0';
        const qsizetype whole = digits();
        if (whole == 0 || whole > mostDigits || (leadingZero && whole > 1))
            return false;
        if (one('.') && digits() == 0)
            return false;
        if (one('e') || one('E')) {
            if (!one('+'))
                one('-');
            const qsizetype exponent = digits();
            return exponent > 0 && exponent < 3;
        }
        return true;
    }

    bool value(int depth)
    {
        if (m_at == m_end || depth > deepest)
            return false;
        switch (*m_at) {
        case '"': return string();
        case '{': return container('}', depth, true);
        case '[': return container(']', depth, false);
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default: return number();
        }
    }

private:
    // On the backslash; afterwards on the last character of the escape.
    bool escape()
    {
        ++m_at;
        if (m_at == m_end)
            return false;
        if (*m_at != 'u')
            return QByteArrayView("\"\\/bfnrt").contains(*m_at);
        for (int i = 0; i < 4; ++i) {
            ++m_at;
            const bool hex = m_at != m_end
                    && (isDigit(*m_at) || (*m_at >= 'a' && *m_at <= 'f') || (*m_at >= 'A' && *m_at <= 'F'));
            if (!hex || (i == 0 && (*m_at == 'd' || *m_at == 'D')))
                return false; // the second: it may be half of a surrogate pair
        }
        return true;
    }

    qsizetype digits()
    {
        const char *const first = m_at;
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
        return m_at - first;
    }

    bool container(char close, int depth, bool named)
    {
        ++m_at;
        blanks();
        if (one(close))
            return true;
        do {
            blanks();
            if (named) {
                if (!string())
                    return false;
                blanks();
                if (!one(':'))
                    return false;
                blanks();
            }
            if (!value(depth + 1))
                return false;
            blanks();
        } while (one(','));
        return one(close);
    }

    const char *m_at;
    const char *m_end;
};

// What stands between the brackets of an array; nothing where there are none.
std::optional<QByteArrayView> insideOf(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    if (!text.startsWith('['))
        return std::nullopt;
    while (isBlank(text.back()))
        text.chop(1);
    if (text.size() < 2 || !text.endsWith(']'))
        return std::nullopt;
    return text.sliced(1, text.size() - 2);
}

bool isBlankThroughout(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), &isBlank);
}

} // namespace

std::optional<PlainObject> PlainObject::read(QByteArrayView text)
{
    PlainObject object;
    Scanner scanner(text);
    scanner.blanks();
    if (!text.isValidUtf8() || !scanner.one('{'))
        return std::nullopt;
    do {
        scanner.blanks();
        const char *const key = scanner.at() + 1;
        if (!scanner.string())
            return std::nullopt;
        const QByteArrayView name(key, scanner.at() - 1 - key);
        scanner.blanks();
        const bool known = object.m_count == mostMembers || !object.value(name).isNull() || name.contains('\\');
        if (known || !scanner.one(':'))
            return std::nullopt;
        scanner.blanks();
        const char *const value = scanner.at();
        if (!scanner.value(0))
            return std::nullopt;
        object.m_members[object.m_count++] = {name, QByteArrayView(value, scanner.at() - value)};
        scanner.blanks();
    } while (scanner.one(','));
    const bool closed = scanner.one('}');
    scanner.blanks();
    if (!closed || !scanner.atEnd())
        return std::nullopt;
    return object;
}

QByteArrayView PlainObject::value(QByteArrayView key) const
{
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_members[i].key == key)
            return m_members[i].value;
    }
    return {};
}

std::optional<QList<QByteArrayView>> arrayElements(QByteArrayView text)
{
    const auto inside = insideOf(text);
    if (!inside)
        return std::nullopt;
    QList<QByteArrayView> elements;
    qsizetype begin = 0;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < inside->size(); ++i) {
        const char c = inside->at(i);
        if (c == '"') {
            inString = !inString;
        } else if (inString) {
            i += c == '\\' ? 1 : 0; // an escaped quote ends nothing
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            if (--depth < 0)
                return std::nullopt; // what began is over: there is more than one value
        } else if (c == ',' && depth == 0) {
            elements.append(inside->sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    if (inString || depth != 0)
        return std::nullopt;
    if (!elements.isEmpty() || !isBlankThroughout(*inside))
        elements.append(inside->sliced(begin));
    return elements;
}

std::optional<QByteArrayView> plainUtf8(QByteArrayView value)
{
    if (!value.startsWith('"') || value.contains('\\'))
        return std::nullopt;
    return value.sliced(1, value.size() - 2);
}

std::optional<double> plainNumber(QByteArrayView value)
{
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc() && end == value.data() + value.size() ? std::optional(number) : std::nullopt;
}

std::optional<bool> plainBool(QByteArrayView value)
{
    if (value == QByteArrayView("true"))
        return true;
    return value == QByteArrayView("false") ? std::optional(false) : std::nullopt;
}

QByteArray compactJson(QByteArrayView value)
{
    QByteArray out(value.size(), Qt::Uninitialized);
    char *at = out.data();
    bool inString = false;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (!inString && isBlank(c))
            continue;
        *at++ = c;
        if (inString && c == '\\')
            *at++ = value[++i]; // an escaped quote ends nothing
        else if (c == '"')
            inString = !inString;
    }
    out.truncate(at - out.data());
    return out;
}

} // namespace tallywall
