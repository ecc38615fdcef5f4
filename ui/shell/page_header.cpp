// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page_header.h"

#include "ui/feed/wall.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// "Demo data" in an outlined pill: loud enough not to be taken for the real thing.
class Pill : public QWidget
{
public:
    explicit Pill(const QString &text) : m_text(text)
    {
        setFixedHeight(24);
        setAccessibleName(text);
    }

    [[nodiscard]] QSize sizeHint() const override { return {fontMetrics().horizontalAdvance(m_text) + 48, 24}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Palette &colours = coloursOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour(colours.warning), 1.5));
        painter.setBrush(colour(colours.warning, 0.12));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 11, 11);
        drawIcon(painter, QRectF(10, 4, 16, 16), "warning"_L1, colour(colours.warning));
        painter.drawText(rect().adjusted(30, 0, 0, 0), Qt::AlignVCenter, m_text);
    }

private:
    QString m_text;
};

} // namespace

PageHeader::PageHeader(const Wall &wall, bool demo, QWidget *parent)
    : QWidget(parent), m_wall(wall), m_title(new TextLabel(TextLabel::Kind::Title))
{
    setFixedHeight(56);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::gutter);
    line->addWidget(m_title);
    if (demo)
        line->addWidget(new Pill(u"Demo data"_s));
    line->addStretch();
    connect(&wall, &Wall::applied, this, &PageHeader::refresh);
    connect(&wall, &Wall::secondPassed, this, &PageHeader::refresh);
    refresh();
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::refresh()
{
    const QString before = m_state;
    if (!m_wall.hasFrame()) {
        m_mood = Mood::Waiting;
        m_state = u"Starting"_s;
    } else if (!m_wall.status().storeHealthy) {
        m_mood = Mood::Broken;
        m_state = u"Not storing: %1"_s.arg(oneLine(m_wall.status().storeMessage));
    } else if (!m_wall.historyComplete()) {
        m_mood = Mood::Loading;
        m_state = u"Loading history"_s;
    } else {
        m_mood = Mood::Live;
        m_state = u"Live"_s;
    }
    if (m_state == before)
        return;
    setAccessibleName(m_state);
    setToolTip(m_mood == Mood::Broken ? plainToolTip(m_state) : QString());
    update();
}

void PageHeader::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // All that the title and the mark of demo data leave.
    int taken = 0;
    for (const QWidget *child : findChildren<QWidget *>())
        taken = std::max(taken, child->geometry().right() + theme::gutter);
    const QRect room = rect().adjusted(taken, 0, 0, 0);
    const QString text = fontMetrics().elidedText(m_state, Qt::ElideRight, room.width() - 24);
    const quint32 tint = m_mood == Mood::Broken ? colours.failed
            : m_mood == Mood::Live              ? colours.success
                                                : colours.running;
    painter.setPen(colour(m_mood == Mood::Broken ? colours.failed : colours.muted));
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
    const double x = room.right() - fontMetrics().horizontalAdvance(text) - theme::gutter;
    if (m_mood == Mood::Broken) {
        drawIcon(painter, QRectF(x - 6, room.center().y() - 7, 16, 16), "failed"_L1, colour(tint));
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(tint));
    painter.drawEllipse(QPointF(x + 4, room.center().y() + 1), 4, 4);
}

} // namespace tallywall
