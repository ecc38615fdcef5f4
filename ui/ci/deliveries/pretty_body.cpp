// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/pretty_body.h"

#include "core/json.h"
#include "ui/text/format.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostParsed = 4 * 1024 * 1024; // to know whether it is JSON takes a moment

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

// Lines stay lines; all else that is no text becomes a space.
QString plainLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        line.replace(u'\t', u"    "_s);
        if (line.endsWith(u'\r'))
            line.chop(1);
        line = oneLine(line);
    }
    return lines.join(u'\n');
}

bool isJson(const QByteArray &text)
{
    const QByteArray start = text.left(64).trimmed();
    if (!start.startsWith('{') && !start.startsWith('['))
        return false;
    return text.size() > mostParsed || parseJson(text).has_value();
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

QString readableDelivery(const ci::DeliveryRecord &record, qsizetype limit)
{
    QString text;
    for (const auto &[name, value] : record.headers)
        text += u"%1: %2\n"_s.arg(oneLine(QString::fromUtf8(name)), oneLine(QString::fromUtf8(value)));
    text += u'\n';
    const QByteArray document = ci::unpack(record.headers, record.body, record.received).document;
    const QByteArray shown = isJson(document) ? indentedJson(document, limit + 1) : document;
    text += plainLines(QString::fromUtf8(cutAtCharacter(shown, limit)));
    if (shown.size() > limit)
        text += u"\n… and more: saved as a file, it is whole (%1)"_s.arg(formatBytes(record.body.size()));
    if (record.bodyBytes > record.body.size())
        text += u"\n… %1 of %2 were kept of a delivery that was refused"_s.arg(formatBytes(record.body.size()),
                                                                               formatBytes(record.bodyBytes));
    return text;
}

} // namespace tallywall
