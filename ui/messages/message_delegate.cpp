// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/message_delegate.h"

#include "ui/messages/messages_model.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/tabular_font.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace tallywall {

namespace {

constexpr int side = 32; // of the round mark with the initial
constexpr int left = theme::gutter + side + theme::spacing + theme::spacingTight;

QFont nameFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

// Line breaks are kept, other controls are not; what is too long for any screen is cut before it is laid out.
QString wordsOf(const QString &text)
{
    QStringList lines = firstPart(text, Message::maxMessageLength).split(u'\n');
    lines.resize(std::min<qsizetype>(lines.size(), MessageDelegate::maxLines + 1)); // one more: there is more
    for (QString &line : lines)
        line = oneLine(line);
    return lines.join(QChar(QChar::LineSeparator));
}

// Breaks the words into lines of `width`, at most maxLines; returns their height.
double breakLines(QTextLayout &layout, double width)
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (int i = 0; i < MessageDelegate::maxLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

// What does not fit into maxLines is left out, and the end says so.
double layOut(QTextLayout &layout, double width)
{
    const double height = breakLines(layout, width);
    const QTextLine last = layout.lineCount() > 0 ? layout.lineAt(layout.lineCount() - 1) : QTextLine();
    const QString text = layout.text();
    if (!last.isValid() || last.textStart() + last.textLength() >= text.size())
        return height;
    const qsizetype end = std::max(last.textStart(), last.textStart() + last.textLength() - 3);
    QString shortened = firstPart(text, end);
    while (shortened.endsWith(QChar(QChar::LineSeparator)))
        shortened.chop(1);
    layout.setText(shortened + QStringLiteral(" …"));
    return breakLines(layout, width);
}

// The same person always has the same colour; which one says nothing.
quint32 colourOf(const QString &name, const theme::Palette &colours)
{
    const quint32 choices[] = {colours.running, colours.success, colours.waiting, colours.warning, colours.unknown};
    uint sum = 0;
    for (const QChar c : name)
        sum = sum * 31 + c.unicode();
    return choices[sum % std::size(choices)];
}

} // namespace

MessageDelegate::MessageDelegate(const MessagesModel &messages, QObject *parent)
    : QStyledItemDelegate(parent), m_messages(messages)
{ }

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const SaidMessage &said = m_messages.at(index.row());
    const theme::Palette &colours = coloursOf(option.palette);
    const QString name = oneLine(said.message.name);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colour(colours.border, 0.2));

    const QRectF mark(option.rect.left() + theme::gutter, option.rect.top() + theme::spacing, side, side);
    const quint32 tint = colourOf(name, colours);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(tint, 0.2));
    painter->drawEllipse(mark);
    painter->setPen(colour(tint));
    painter->setFont(nameFont(option.font));
    const QString trimmed = name.trimmed();
    painter->drawText(mark, Qt::AlignCenter,
                      trimmed.left(!trimmed.isEmpty() && trimmed.at(0).isHighSurrogate() ? 2 : 1).toUpper());

    const QRect words = option.rect.adjusted(left, theme::spacing, -theme::gutter, -theme::spacing);
    const QFontMetrics bold(nameFont(option.font));
    const QString who = bold.elidedText(name, Qt::ElideRight, words.width() - 100);
    painter->setPen(colour(colours.text));
    painter->drawText(words, Qt::AlignTop | Qt::TextSingleLine, who);
    QFont small = option.font;
    small.setPixelSize(theme::captionSize);
    painter->setPen(colour(colours.muted));
    TabularFont(small).drawAt(
            *painter, QPointF(words.left() + bold.horizontalAdvance(who) + theme::spacing, words.top() + bold.ascent()),
            formatClock(said.time));
    painter->setFont(option.font);
    painter->setPen(colour(colours.text));
    QTextLayout layout(wordsOf(said.message.message), option.font);
    layOut(layout, words.width());
    layout.draw(painter, QPointF(words.left(), words.top() + bold.height() + 2));
    painter->restore();
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = std::max(100, (view ? view->viewport()->width() : option.rect.width()) - left - theme::gutter);
    QTextLayout layout(wordsOf(m_messages.at(index.row()).message.message), option.font);
    const int words = static_cast<int>(std::ceil(layOut(layout, width)));
    return {width, 2 * theme::spacing + QFontMetrics(nameFont(option.font)).height() + 2 + words};
}

} // namespace tallywall
