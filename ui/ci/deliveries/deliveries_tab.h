// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/feed/questions.h"

#include <QWidget>

class QBoxLayout;

namespace tallywall {

class DeliveryList;
class DeliveryView;
class Wall;

// The inspector: what CI servers sent, whether it was believed, and what became of it; the chosen one whole.
class DeliveriesTab : public QWidget
{
    Q_OBJECT

public:
    DeliveriesTab(Wall &wall, Questions &questions, QWidget *parent = nullptr); // borrowed

    void setAddress(const QString &address); // of this wall
    void showDelivery(ci::DeliveryId id);
    void focusFilter();

Q_SIGNALS:
    void commanded(const tallywall::ci::Command &command);
    void runRequested(tallywall::ci::RunId id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void replay(ci::DeliveryId id);
    void showNothing();

    Questions &m_questions;
    DeliveryList *m_list;
    DeliveryView *m_view;
    QBoxLayout *m_halves;
    Questions::Ticket m_asked = 0;
};

} // namespace tallywall
