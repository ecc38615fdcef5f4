// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QToolButton>

namespace tallywall {

// The best address of this wall. A click copies it; the pointer over it shows it as a QR code for
// phones (not where it is of this machine only). Further addresses stand in a menu at its right, each of which is copied, too.
class AddressButton : public QToolButton
{
    Q_OBJECT

public:
    explicit AddressButton(QWidget *parent = nullptr);
    ~AddressButton() override;

    void setAddresses(const QStringList &addresses);

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void copy(const QString &address);
    void showCode();
    void refreshIcon();

    QStringList m_addresses;
    class QrPopup;
    QrPopup *m_popup = nullptr; // made at first use; a child of this
};

} // namespace tallywall
