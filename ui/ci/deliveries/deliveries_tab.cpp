// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/deliveries_tab.h"

#include "theme/tokens.h"
#include "ui/ci/deliveries/delivery_list.h"
#include "ui/ci/deliveries/delivery_view.h"
#include "ui/text/format.h"
#include "ui/widgets/scrolling.h"

#include <QBoxLayout>
#include <QScrollArea>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

DeliveriesTab::DeliveriesTab(Wall &wall, Questions &questions, QWidget *parent)
    : QWidget(parent)
    , m_questions(questions)
    , m_list(new DeliveryList(wall, questions))
    , m_view(new DeliveryView)
    , m_halves(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    auto *detail = new Panel;
    detail->setMinimumWidth(1);
    detail->body()->addWidget(scrolling(m_view));
    m_halves->setContentsMargins(0, 0, 0, 0);
    m_halves->setSpacing(theme::gutter);
    m_halves->addWidget(m_list, 8);
    m_halves->addWidget(detail, 6);
    connect(m_list, &DeliveryList::chosen, this, &DeliveriesTab::showDelivery);
    connect(m_list, &DeliveryList::begunAnew, this, &DeliveriesTab::showNothing);
    connect(m_view, &DeliveryView::runRequested, this, &DeliveriesTab::runRequested);
    connect(m_view, &DeliveryView::replayRequested, this, &DeliveriesTab::replay);
    setFocusProxy(m_list);
    showNothing();
}

void DeliveriesTab::setAddress(const QString &address)
{
    m_view->setAddress(address);
}

void DeliveriesTab::focusFilter()
{
    m_list->focusFilter();
}

void DeliveriesTab::showDelivery(ci::DeliveryId id)
{
    m_questions.forget(m_asked);
    m_asked = m_questions.ask(ci::DeliveryQuestion{id}, this, [this](const Result<ci::DeliveryRecord> &record) {
        if (record)
            m_view->show(*record);
        else
            m_view->showNothing(u"This delivery cannot be shown: %1."_s.arg(oneLine(record.error().sentence())));
    });
}

void DeliveriesTab::showNothing()
{
    m_questions.forget(m_asked);
    m_view->showNothing(u"Choose a delivery to see what came and what became of it."_s);
}

void DeliveriesTab::replay(ci::DeliveryId id)
{
    Q_EMIT commanded(ci::ReplayDelivery{id});
    QTimer::singleShot(400ms, m_list, &DeliveryList::askForNewest); // where it stands as a delivery of its own
}

void DeliveriesTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_halves->setDirection(width() < 940 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace tallywall
