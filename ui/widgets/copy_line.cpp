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
#include <QTextLayout>
#include <QTimer>

#include <algorithm>

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
    painter.drawText(textArea(), Qt::AlignVCenter, lines().join(u'\n'));
}

QRect CopyLine::textArea() const
{
    return rect().adjusted(theme::gutter, 0, -(m_button->width() + 3 * theme::spacing), 0);
}

// Broken between words where that can be; the last is elided where there would be more. It is copied whole all the same.
QStringList CopyLine::lines() const
{
    const int width = textArea().width();
    QTextLayout layout(m_shown, monoFont());
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    QStringList result;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        const bool last = result.size() + 1 == mostLines;
        const QString rest = m_shown.sliced(line.textStart());
        result.append(last ? QFontMetrics(monoFont()).elidedText(rest, Qt::ElideRight, width)
                           : rest.first(line.textLength()).trimmed());
        if (last)
            break;
    }
    layout.endLayout();
    return result;
}

void CopyLine::setSubject(const QString &subject)
{
    m_button->setAccessibleName(u"Copy: %1"_s.arg(subject));
}

void CopyLine::fitHeight()
{
    const int text = static_cast<int>(lines().size()) * QFontMetrics(monoFont()).lineSpacing();
    setFixedHeight(std::max(48, text + 2 * theme::spacing));
    layout()->invalidate(); // while a page is being shown, Qt tells nobody of a second size
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
