// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_line.h"

#include "ui/feed/wall.h"
#include "ui/shell/address_button.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/text_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace tallywall {

using namespace Qt::StringLiterals;

StatusLine::StatusLine(const Wall &wall, const QString &version, QWidget *parent)
    : QWidget(parent)
    , m_wall(wall)
    , m_state(new TextLabel(TextLabel::Kind::Caption))
    , m_address(new AddressButton)
    , m_more(new QToolButton)
    , m_subscribers(new TextLabel(TextLabel::Kind::Caption))
    , m_rate(new TextLabel(TextLabel::Kind::Caption))
    , m_store(new TextLabel(TextLabel::Kind::Caption))
    , m_version(new TextLabel(TextLabel::Kind::Caption, version))
{
    setFixedHeight(theme::statusBarHeight);
    QFont small;
    small.setPixelSize(theme::captionSize);
    m_address->setFont(small);
    m_more->setFont(small);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(new QMenu(m_more));
    m_more->hide();
    // Figures that change every second must not push their neighbours about.
    m_subscribers->setMinimumWidth(96);
    m_rate->setMinimumWidth(88);
    for (TextLabel *label : {m_subscribers, m_rate, m_store})
        label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(32, 0, theme::gutter, 0);
    line->setSpacing(theme::gutter);
    line->addWidget(m_state);
    line->addWidget(m_address);
    line->addWidget(m_more);
    line->addStretch();
    line->addWidget(m_subscribers);
    line->addWidget(m_rate);
    line->addWidget(m_store);
    line->addWidget(m_version);
    connect(&wall, &Wall::applied, this, &StatusLine::refresh);
    connect(&wall, &Wall::secondPassed, this, &StatusLine::refresh);
    refresh();
}

void StatusLine::setAddresses(const QStringList &addresses)
{
    if (addresses == m_addresses)
        return;
    m_addresses = addresses;
    m_listening = !addresses.isEmpty();
    m_address->setAddresses(addresses);
    m_more->setText(u"%1 more ▾"_s.arg(addresses.size() - 1));
    QMenu *menu = m_more->menu();
    menu->clear();
    for (const QString &address : addresses) {
        QAction *action = menu->addAction(u"Copy %1"_s.arg(QString(address).replace(u'&', "&&"_L1)));
        connect(action, &QAction::triggered, this, [address] { QGuiApplication::clipboard()->setText(address); });
    }
    makeRoom();
    refresh();
}

void StatusLine::makeRoom()
{
    // What is least missed goes first; trouble of the store stays.
    m_version->setVisible(width() >= 940);
    m_rate->setVisible(width() >= 820);
    m_subscribers->setVisible(width() >= 720);
    m_more->setVisible(m_addresses.size() > 1 && width() >= 640);
}

QString StatusLine::storeTrouble() const
{
    const QString text = u"✕ Not storing: %1"_s.arg(oneLine(m_wall.status().storeMessage));
    return m_store->fontMetrics().elidedText(text, Qt::ElideRight, width() / 3);
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
    refresh();
}

void StatusLine::refresh()
{
    const WallStatus &status = m_wall.status();
    m_state->setText(m_listening ? u"Listening"_s : u"Not listening yet"_s);
    const int subscribers = status.subscribers();
    m_subscribers->setText(subscribers == 1 ? u"1 subscriber"_s : u"%1 subscribers"_s.arg(formatCount(subscribers)));
    m_subscribers->setToolTip(u"%1 SSE, %2 WebSocket, %3 /listen, %4 Pusher"_s.arg(status.subscribersSse)
                                      .arg(status.subscribersWebSocket)
                                      .arg(status.subscribersListen)
                                      .arg(status.subscribersPusher));
    m_rate->setText(u"%1 events/s"_s.arg(formatRate(m_wall.rate())));
    m_store->setText(!m_wall.hasFrame()            ? QString()
                             : status.storeHealthy ? u"Store OK, %1"_s.arg(formatBytes(status.storeBytes))
                                                   : storeTrouble());
    m_store->setToolTip(plainToolTip(status.storeMessage));
    QPalette own = palette();
    if (!status.storeHealthy)
        own.setColor(QPalette::PlaceholderText, colour(coloursOf(palette()).failed));
    if (m_store->palette().color(QPalette::PlaceholderText) != own.color(QPalette::PlaceholderText))
        m_store->setPalette(own);
    update();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const theme::Palette &colours = coloursOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colour(colours.surface));
    if (&colours == &theme::light) {
        painter.setPen(colour(colours.border));
        painter.drawLine(0, 0, width(), 0);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour(m_listening ? colours.success : colours.waiting));
    painter.drawEllipse(QPointF(20, height() / 2.0), 4, 4);
}

} // namespace tallywall
