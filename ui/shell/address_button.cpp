// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/address_button.h"

#include "ui/shell/qr_code.h"
#include "ui/shell/reach.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class AddressButton::QrPopup : public QWidget
{
public:
    explicit QrPopup(QWidget *parent) : QWidget(parent, Qt::ToolTip) { setFixedSize(232, 264); }

    void setAddress(const QString &address)
    {
        m_address = address;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        paintQrCode(painter, QRectF(0, 0, width(), width()), m_address);
        painter.setFont(wallFont());
        painter.setPen(Qt::black);
        painter.drawText(QRect(0, width() - theme::spacing, width(), height() - width()), Qt::AlignCenter, m_address);
    }

private:
    QString m_address;
};

AddressButton::AddressButton(QWidget *parent) : QToolButton(parent)
{
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({14, 14});
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    hide();
    connect(this, &QToolButton::clicked, this, [this] { copy(m_addresses.value(0)); });
}

AddressButton::~AddressButton() = default;

void AddressButton::setAddresses(const QStringList &addresses)
{
    m_addresses = addresses;
    setVisible(!addresses.isEmpty());
    setText(addresses.value(0));
    setAccessibleName(u"Copy address %1"_s.arg(addresses.value(0)));
    refreshIcon();
    if (m_popup)
        m_popup->setAddress(addresses.value(0));
}

void AddressButton::copy(const QString &address)
{
    QGuiApplication::clipboard()->setText(address);
    setText(u"Copied %1"_s.arg(address));
    QTimer::singleShot(1500ms, this, [this] { setText(m_addresses.value(0)); });
}

void AddressButton::showCode()
{
    if (Reach{m_addresses, {}}.isLocalOnly())
        return; // no phone gets there
    if (!m_popup)
        m_popup = new QrPopup(this);
    m_popup->setAddress(m_addresses.value(0));
    m_popup->move(mapToGlobal(QPoint(0, -m_popup->height() - theme::spacing)));
    m_popup->show();
}

void AddressButton::refreshIcon()
{
    setIcon(makeIcon("copy"_L1, colour(coloursOf(palette()).muted), 14));
}

void AddressButton::enterEvent(QEnterEvent *event)
{
    QToolButton::enterEvent(event);
    showCode();
}

void AddressButton::leaveEvent(QEvent *event)
{
    QToolButton::leaveEvent(event);
    if (m_popup)
        m_popup->hide();
}

void AddressButton::hideEvent(QHideEvent *event)
{
    QToolButton::hideEvent(event);
    if (m_popup)
        m_popup->hide();
}

void AddressButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace tallywall
