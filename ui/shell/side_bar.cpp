// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/side_bar.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

class SideBar::Entry : public QAbstractButton
{
public:
    Entry(QLatin1StringView icon, const QString &word, const QString &keys) : m_icon(icon)
    {
        setText(word);
        setToolTip(keys.isEmpty() ? word : u"%1 (%2)"_s.arg(word, keys));
        setFixedHeight(44);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
    }

    void setBadge(int count)
    {
        if (count == m_badge)
            return;
        m_badge = count;
        setAccessibleDescription(count > 0 ? u"%1 in trouble"_s.arg(count) : QString());
        update();
    }

    void setCollapsed(bool collapsed)
    {
        m_collapsed = collapsed;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Palette &colours = coloursOf(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(hasFocus() ? QPen(colour(colours.running), 2) : QPen(Qt::NoPen));
        painter.setBrush(isChecked()            ? colour(colours.running, 0.16)
                                 : underMouse() ? colour(colours.border, 0.4)
                                                : QColor(Qt::transparent));
        painter.drawRoundedRect(ground, theme::radius, theme::radius);
        if (isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colour(colours.running));
            painter.drawRoundedRect(QRectF(1, 12, 3, height() - 24), 1.5, 1.5);
        }
        const QColor ink = colour(isChecked() ? colours.text : colours.muted);
        const double iconX = m_collapsed ? (width() - 20) / 2.0 : 14;
        drawIcon(painter, QRectF(iconX, (height() - 20) / 2.0, 20, 20), m_icon,
                 isChecked() ? colour(colours.running) : ink);
        if (!m_collapsed) {
            QFont words = font();
            words.setWeight(isChecked() ? QFont::DemiBold : QFont::Medium);
            painter.setFont(words);
            painter.setPen(ink);
            painter.drawText(rect().adjusted(46, 0, 0, 0), Qt::AlignVCenter, text());
        }
        paintBadge(painter, colours);
    }

private:
    void paintBadge(QPainter &painter, const theme::Palette &colours)
    {
        if (m_badge <= 0)
            return;
        QFont small = font();
        small.setPixelSize(m_collapsed ? 10 : theme::captionSize);
        small.setWeight(QFont::Bold);
        const QString text = m_badge > 99 ? u"99+"_s : QString::number(m_badge);
        const double height = m_collapsed ? 16 : 20;
        const double width = std::max(height, QFontMetricsF(small).horizontalAdvance(text) + 10.0);
        const QRectF place = m_collapsed
                ? QRectF(this->width() - width - 4, 4, width, height)
                : QRectF(this->width() - width - 10, (this->height() - height) / 2, width, height);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(colours.failed));
        painter.drawRoundedRect(place, height / 2, height / 2);
        painter.setFont(small);
        painter.setPen(colour(colours.background));
        painter.drawText(place, Qt::AlignCenter, text);
    }

    QLatin1StringView m_icon;
    int m_badge = 0;
    bool m_collapsed = false;
};

SideBar::SideBar(QWidget *parent)
    : QWidget(parent)
    , m_tv(new Entry("tv"_L1, u"TV mode"_s, {}))
    , m_connect(new Entry("phone"_L1, u"Connect"_s, {}))
    , m_entries(new QVBoxLayout)
{
    setFixedWidth(theme::sideBarWidth);
    m_tv->setToolTip(u"TV mode: the wall in large type, without controls (F11; Esc leaves it)"_s);
    connect(m_tv, &QAbstractButton::clicked, this, &SideBar::tvChosen);
    m_connect->setToolTip(u"How phones and other machines reach this wall"_s);
    connect(m_connect, &QAbstractButton::clicked, this, &SideBar::connectChosen);
    m_entries->setSpacing(theme::spacingTight);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(12, 64, 12, 12);
    whole->addLayout(m_entries);
    whole->addStretch();
    whole->addWidget(m_tv);
    whole->addSpacing(theme::spacingTight);
    whole->addWidget(m_connect);
    setTabOrder(m_tv, m_connect);
}

void SideBar::addPage(QLatin1StringView icon, const QString &word, const QString &keys)
{
    auto *entry = new Entry(icon, word, keys);
    entry->setCheckable(true);
    entry->setAutoExclusive(true);
    const auto page = static_cast<int>(m_pages.size());
    connect(entry, &QAbstractButton::clicked, this, [this, page] { Q_EMIT pageChosen(page); });
    m_entries->addWidget(entry);
    if (!m_pages.isEmpty())
        setTabOrder(m_pages.last(), entry);
    setTabOrder(entry, m_tv);
    m_pages.append(entry);
}

QWidget *SideBar::lastEntry() const
{
    return m_connect;
}

void SideBar::setCurrent(int page)
{
    m_pages.at(page)->setChecked(true);
}

void SideBar::setBadge(int page, int count)
{
    m_pages.at(page)->setBadge(count);
}

void SideBar::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? collapsedWidth : theme::sideBarWidth);
    for (Entry *entry : std::as_const(m_pages))
        entry->setCollapsed(collapsed);
    for (Entry *entry : {m_tv, m_connect})
        entry->setCollapsed(collapsed);
    update();
}

void SideBar::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colour(colours.surface));
    if (&colours == &theme::light) {
        painter.setPen(colour(colours.border));
        painter.drawLine(width() - 1, 0, width() - 1, height());
    }
    const double x = m_collapsed ? (width() - 28) / 2.0 : 22;
    drawIcon(painter, QRectF(x, 20, 28, 28), "tallywall"_L1, colour(colours.running));
    if (m_collapsed)
        return;
    QFont name = font();
    name.setPixelSize(theme::sectionSize + 2);
    name.setWeight(QFont::Bold);
    painter.setFont(name);
    painter.setPen(colour(colours.text));
    painter.drawText(QRect(58, 20, width() - 58, 28), Qt::AlignVCenter, u"Tallywall"_s);
}

} // namespace tallywall
