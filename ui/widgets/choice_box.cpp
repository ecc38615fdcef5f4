// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_box.h"

#include "ui/text/format.h"
#include "ui/theme/appearance.h"

#include <QPainter>
#include <QSignalBlocker>

namespace tallywall {

using namespace Qt::StringLiterals;

ChoiceBox::ChoiceBox(const QString &any, Choices choices, QWidget *parent)
    : QComboBox(parent), m_any(any), m_choices(std::move(choices))
{
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    setMaxVisibleItems(16);
    setAccessibleName(any);
    setCursor(Qt::PointingHandCursor);
    addItem(any);
}

QString ChoiceBox::chosen() const
{
    return currentData().toString();
}

void ChoiceBox::choose(const QString &text)
{
    int place = text.isEmpty() ? 0 : findData(text);
    if (place < 0) {
        place = count();
        addItem(oneLine(text), text);
    }
    setCurrentIndex(place);
}

void ChoiceBox::refill()
{
    QStringList choices = m_choices();
    const QString kept = chosen();
    if (!kept.isEmpty() && !choices.contains(kept))
        choices.prepend(kept);
    const QSignalBlocker quiet(this); // what is chosen does not change
    clear();
    addItem(m_any);
    for (const QString &choice : std::as_const(choices))
        addItem(oneLine(choice), choice);
    setCurrentIndex(kept.isEmpty() ? 0 : findData(kept));
}

void ChoiceBox::showPopup()
{
    refill();
    QComboBox::showPopup();
}

void ChoiceBox::focusInEvent(QFocusEvent *event)
{
    QComboBox::focusInEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        refill(); // arrow keys choose without a popup
}

void ChoiceBox::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(colour(colours.running), 2) : QPen(colour(colours.border), 1));
    painter.setBrush(colour(colours.surface));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), theme::radius, theme::radius);
    painter.setPen(colour(colours.muted));
    painter.drawText(rect().adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, u"▾"_s);
    painter.setPen(colour(currentIndex() > 0 ? colours.text : colours.muted));
    const QRect words = rect().adjusted(12, 0, -28, 0);
    painter.drawText(words, int(Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(currentText(), Qt::ElideRight, words.width()));
}

} // namespace tallywall
