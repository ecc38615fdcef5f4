// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/badge.h"

#include "core/xml.h"

#include <QXmlStreamWriter>

#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr int height = 20;
constexpr int padding = 6; // beside each text
constexpr int fontSize = 11;
constexpr qsizetype longestLabel = 60;

// How wide the characters from space to tilde are in DejaVu Sans and nearly so in Verdana, in hundredths of the font's size.
constexpr std::array<quint8, 95> widths{32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36,  32, 34, 64, 64, 64,
                                        64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63,
                                        58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63,  61, 73, 68, 99, 69,
                                        61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35,  63, 63, 28, 28, 58,
                                        28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59,  52, 64, 34, 64, 84};

int widthOf(const QString &text)
{
    int hundredths = 0;
    for (const QChar character : text) {
        const char16_t unit = character.unicode();
        if (unit >= 0x20 && unit < 0x7F)
            hundredths += widths[unit - 0x20u];
        else // from here on writings are as wide as high; a character outside the first plane has two halves
            hundredths += unit >= 0x2E80 && !character.isSurrogate() ? 100 : 65;
    }
    return (hundredths * fontSize + 99) / 100;
}

// The light colours of resources/theme/tokens.json: white text on them has a contrast of 4.5 : 1 or more.
constexpr QLatin1StringView labelColour = "#18202b"_L1; // text

QLatin1StringView colourOf(State state)
{
    switch (state) {
    case State::Queued:
    case State::Waiting: return "#6a3fc4"_L1; // waiting
    case State::Running: return "#1565c0"_L1; // running
    case State::Success: return "#0b7a57"_L1; // success
    case State::Warning: return "#8a5a00"_L1; // warning
    case State::Failing:
    case State::Failed:
    case State::Error: return "#c4281c"_L1; // failed
    case State::Canceled:
    case State::Skipped:
    case State::Unknown: return "#5b6776"_L1; // unknown
    }
    Q_UNREACHABLE();
}

QString wordOf(State state)
{
    return state == State::Success ? u"passed"_s : QString::fromLatin1(stateWord(state)); // as in the window
}

QString cut(const QString &label)
{
    if (label.size() <= longestLabel)
        return label;
    const bool split = label.at(longestLabel - 2).isHighSurrogate();
    return label.first(longestLabel - (split ? 2 : 1)) + u'…';
}

struct Part {
    QString text;
    QLatin1StringView colour;
    int x = 0;
    int width = 0; // with the padding

    [[nodiscard]] QString left() const { return QString::number(x); }
};

void drawBackground(QXmlStreamWriter &svg, const Part &part)
{
    svg.writeEmptyElement("rect"_L1);
    svg.writeAttribute("x"_L1, part.left());
    svg.writeAttribute("width"_L1, QString::number(part.width));
    svg.writeAttribute("height"_L1, QString::number(height));
    svg.writeAttribute("fill"_L1, part.colour);
}

void drawText(QXmlStreamWriter &svg, const Part &part)
{
    svg.writeStartElement("text"_L1);
    svg.writeAttribute("x"_L1, QString::number(part.x + padding));
    svg.writeAttribute("y"_L1, u"14"_s);
    svg.writeAttribute("textLength"_L1, QString::number(part.width - 2 * padding)); // whatever font there is
    svg.writeCharacters(part.text);
    svg.writeEndElement();
}

void describe(QXmlStreamWriter &svg, const QString &title, int width)
{
    svg.writeDefaultNamespace("http://www.w3.org/2000/svg"_L1);
    svg.writeAttribute("width"_L1, QString::number(width));
    svg.writeAttribute("height"_L1, QString::number(height));
    svg.writeAttribute("role"_L1, "img"_L1);
    svg.writeAttribute("aria-label"_L1, title);
    svg.writeTextElement("title"_L1, title);
}

} // namespace

QByteArray badgeSvg(const QString &label, std::optional<State> state)
{
    const State shown = state.value_or(State::Unknown);
    Part left{.text = xmlText(cut(label)), .colour = labelColour};
    Part right{.text = wordOf(shown), .colour = colourOf(shown)};
    left.width = left.text.isEmpty() ? 0 : widthOf(left.text) + 2 * padding;
    right.x = left.width;
    right.width = widthOf(right.text) + 2 * padding;

    QByteArray out;
    QXmlStreamWriter svg(&out);
    svg.writeStartElement("svg"_L1);
    describe(svg, label.isEmpty() ? right.text : u"%1: %2"_s.arg(xmlText(label), right.text), left.width + right.width);
    svg.writeStartElement("clipPath"_L1);
    svg.writeAttribute("id"_L1, "round"_L1);
    svg.writeEmptyElement("rect"_L1);
    svg.writeAttribute("width"_L1, QString::number(left.width + right.width));
    svg.writeAttribute("height"_L1, QString::number(height));
    svg.writeAttribute("rx"_L1, "4"_L1);
    svg.writeEndElement();
    svg.writeStartElement("g"_L1);
    svg.writeAttribute("clip-path"_L1, "url(#round)"_L1);
    svg.writeAttribute("fill"_L1, "#ffffff"_L1);
    svg.writeAttribute("font-family"_L1, "DejaVu Sans,Verdana,Geneva,sans-serif"_L1);
    svg.writeAttribute("font-size"_L1, QString::number(fontSize));
    for (const Part &part : {left, right}) {
        if (part.width == 0)
            continue;
        drawBackground(svg, part);
        drawText(svg, part);
    }
    svg.writeEndDocument();
    return out;
}

} // namespace tallywall::ci
