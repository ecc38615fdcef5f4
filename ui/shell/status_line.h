// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QToolButton;

namespace tallywall {

class AddressButton;
class TextLabel;
class Wall;

// The line at the bottom: ● listening · address · subscribers · events per second · the store.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    StatusLine(const Wall &wall, const QString &version, QWidget *parent = nullptr); // borrowed

    void setAddresses(const QStringList &addresses);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void makeRoom();
    [[nodiscard]] QString storeTrouble() const;

    const Wall &m_wall;
    QStringList m_addresses;
    bool m_listening = false;
    TextLabel *m_state;
    AddressButton *m_address;
    QToolButton *m_more;
    TextLabel *m_subscribers;
    TextLabel *m_rate;
    TextLabel *m_store;
    TextLabel *m_version;
};

} // namespace tallywall
