// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/pretty_json.h"

#include "core/whole_pairs.h"
#include "ui/text/format.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

class Indenter
{
public:
    explicit Indenter(QByteArrayView json) : m_json(json) { }

    QByteArray run(qsizetype limit)
    {
        m_out.reserve(std::min(2 * m_json.size(), limit) + 64);
        for (m_at = 0; m_at < m_json.size() && m_out.size() < limit; ++m_at)
            take(m_json.at(m_at));
        return m_out;
    }

private:
    void take(char c)
    {
        switch (c) {
        case '"': takeString(); return;
        case '{':
        case '[': return open(c);
        case '}':
        case ']':
            --m_depth;
            newLine();
            m_out.append(c);
            return;
        case ',':
            m_out.append(c);
            newLine();
            return;
        case ':': m_out.append(": "); return;
        case ' ':
        case '\t':
        case '\r':
        case '\n': return;
        default: m_out.append(c);
        }
    }

    void takeString()
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_json.size() && m_json.at(m_at) != '"'; ++m_at) {
            if (m_json.at(m_at) == '\\')
                ++m_at;
        }
        m_out.append(m_json.sliced(start, std::min(m_at + 1, m_json.size()) - start));
    }

    void open(char c)
    {
        m_out.append(c);
        qsizetype next = m_at + 1;
        while (next < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json.at(next)))
            ++next;
        if (next < m_json.size() && (m_json.at(next) == '}' || m_json.at(next) == ']')) {
            m_out.append(m_json.at(next)); // {} and [] stay together
            m_at = next;
            return;
        }
        ++m_depth;
        newLine();
    }

    void newLine() { m_out.append('\n').append(std::clamp<qsizetype>(2 * m_depth, 0, 200), ' '); }

    QByteArrayView m_json;
    QByteArray m_out;
    qsizetype m_at = 0;
    qsizetype m_depth = 0;
};

struct Escape {
    char32_t character = 0;
    qsizetype length = 2; // of the escape
};

// The character that the escape at the beginning of the text stands for; nothing where it is better left as it is.
std::optional<Escape> readEscape(QByteArrayView text)
{
    if (text.startsWith("\\/"))
        return Escape{U'/'};
    const auto first = escapedUnit(text);
    if (!first || !QChar::isHighSurrogate(*first))
        return first ? std::optional(Escape{*first, 6}) : std::nullopt;
    const auto second = escapedUnit(text, 6);
    if (!second || !QChar::isLowSurrogate(*second))
        return std::nullopt;
    return Escape{QChar::surrogateToUcs4(*first, *second), 12};
}

bool canBeShown(char32_t character)
{
    constexpr std::array unseen{QChar::Other_Control, QChar::Other_Format, QChar::Other_Surrogate,
                                QChar::Separator_Line, QChar::Separator_Paragraph};
    const bool isJoiner = character == 0x200c || character == 0x200d; // a part of words, and of emoji
    const bool endsText = character == U'"' || character == U'\\';
    return isJoiner
            || (!endsText && std::find(unseen.begin(), unseen.end(), QChar::category(character)) == unseen.end());
}

QByteArray cutAtCharacter(QByteArray text, qsizetype limit)
{
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text.at(limit)) & 0xc0) == 0x80)
        --limit;
    return text.first(limit);
}

} // namespace

QByteArray indentedJson(QByteArrayView json, qsizetype limit)
{
    return Indenter(json).run(limit);
}

QByteArray unescapedJson(QByteArrayView json)
{
    QByteArray out;
    out.reserve(json.size());
    while (!json.isEmpty()) {
        const qsizetype found = json.indexOf('\\');
        const qsizetype plain = found < 0 ? json.size() : found;
        out.append(json.first(plain));
        json = json.sliced(plain);
        const auto escape = readEscape(json);
        // With what follows the backslash, which may be another one.
        const qsizetype length = std::min(escape ? escape->length : 2, json.size());
        if (escape && canBeShown(escape->character))
            out.append(QString::fromUcs4(&escape->character, 1).toUtf8());
        else
            out.append(json.first(length));
        json = json.sliced(length);
    }
    return out;
}

QString readableLines(const QByteArray &utf8, qsizetype limit)
{
    QStringList lines = QString::fromUtf8(cutAtCharacter(utf8, limit)).split(u'\n');
    for (QString &line : lines) {
        line.replace(u'\t', u"    "_s);
        if (line.endsWith(u'\r'))
            line.chop(1);
        line = oneLine(line);
    }
    return lines.join(u'\n');
}

} // namespace tallywall
