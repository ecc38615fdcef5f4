// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/pretty_json.h"

#include "ui/text/format.h"

#include <QStringList>

#include <algorithm>

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
