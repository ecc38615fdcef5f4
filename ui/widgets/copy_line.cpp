// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copy_line.h"

#include "ui/theme/appearance.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QFont monoFont()
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(theme::bodySize - 1);
    return mono;
}

} // namespace

CopyLine::CopyLine(const QString &button, QWidget *parent)
    : QWidget(parent), m_buttonText(button), m_button(new QPushButton(button))
{
    setFixedHeight(48);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(theme::gutter, theme::spacing, theme::spacing, theme::spacing);
    line->addStretch();
    line->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &CopyLine::copy);
}

void CopyLine::setText(const QString &shown, const QString &copied)
{
    m_shown = shown;
    m_copied = copied;
    setAccessibleName(shown);
    fitHeight();
    update();
}

void CopyLine::copy()
{
    copyAndSay(*m_button, m_copied, m_buttonText);
}

void CopyLine::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(colours.background));
    painter.drawRoundedRect(rect(), theme::radius, theme::radius);
    painter.setFont(monoFont());
    painter.setPen(colour(colours.text));
    const QFontMetrics metrics(monoFont());
    const QRect area = textArea();
    // What does not fit into two lines is elided; it is copied whole all the same.
    const QString text = metrics.elidedText(m_shown, Qt::ElideRight, 2 * area.width() - 3 * metrics.averageCharWidth());
    painter.drawText(area, int(Qt::AlignVCenter) | Qt::TextWrapAnywhere, text);
}

QRect CopyLine::textArea() const
{
    return rect().adjusted(theme::gutter, 0, -(m_button->width() + 3 * theme::spacing), 0);
}

void CopyLine::fitHeight()
{
    const bool fits = QFontMetrics(monoFont()).horizontalAdvance(m_shown) <= textArea().width();
    setFixedHeight(fits ? 48 : 56);
}

void CopyLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void copyAndSay(QPushButton &button, const QString &text, const QString &usualText)
{
    QGuiApplication::clipboard()->setText(text);
    button.setMinimumWidth(button.width()); // "Copied" is shorter: nothing moves
    button.setText(u"Copied"_s);
    QTimer::singleShot(1500ms, &button, [&button, usualText] { button.setText(usualText); });
}

} // namespace tallywall
