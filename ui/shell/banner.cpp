// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner.h"

#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Banner::Banner(QWidget *parent) : QWidget(parent), m_words(new TextLabel(TextLabel::Kind::Body))
{
    auto *close = new QPushButton(u"Dismiss"_s);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(48, theme::spacing, theme::spacing, theme::spacing);
    line->addWidget(m_words, 1);
    line->addWidget(close);
    m_words->setWordWrap(true);
    m_end.setSingleShot(true);
    m_end.setInterval(12s);
    connect(&m_end, &QTimer::timeout, this, &QWidget::hide);
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::say(const QString &sentence, Stay stay)
{
    m_words->setText(firstPart(oneLine(sentence), 500));
    m_words->setToolTip(plainToolTip(sentence));
    setAccessibleName(m_words->text());
    show();
    if (stay == Stay::Briefly)
        m_end.start();
    else
        m_end.stop();
}

void Banner::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(colours.surface));
    painter.drawRoundedRect(rect(), theme::radius, theme::radius);
    painter.setBrush(colour(colours.failed, 0.14));
    painter.drawRoundedRect(rect(), theme::radius, theme::radius);
    drawIcon(painter, QRectF(theme::gutter, (height() - 20) / 2.0, 20, 20), "failed"_L1, colour(colours.failed));
}

} // namespace tallywall
