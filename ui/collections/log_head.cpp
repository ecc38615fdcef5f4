// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/log_head.h"

#include "theme/tokens.h"
#include "ui/collections/event_text.h"
#include "ui/text/format.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

LogHead::LogHead(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_count(new TextLabel(TextLabel::Kind::Caption))
    , m_pause(new QPushButton)
{
    setUpSearch();
    setPaused(false);
    m_pause->setFixedWidth(96);
    m_pause->setFixedHeight(40);
    m_pause->setToolTip(u"Lets the list stand still (Space)"_s);
    connect(m_pause, &QPushButton::clicked, this, &LogHead::pausePressed);

    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::spacing);
    line->setSpacing(theme::spacing);
    line->addWidget(m_search, 1);
    line->addWidget(m_count);
    line->addWidget(m_pause);
}

void LogHead::setUpSearch()
{
    m_search->setPlaceholderText(u"Search type and data (Ctrl+F)"_s);
    m_search->setToolTip(u"In the type and in the first %1 of the data"_s.arg(formatBytes(searchedBytes)));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(u"Search events"_s);
    m_search->setMinimumWidth(96);
    m_searchDue.setSingleShot(true);
    m_searchDue.setInterval(150ms);
    connect(&m_searchDue, &QTimer::timeout, this, &LogHead::searched);
    connect(m_search, &QLineEdit::textChanged, &m_searchDue, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, &m_searchDue, [this] {
        m_searchDue.stop();
        Q_EMIT searched();
    });
}

QString LogHead::search() const
{
    return m_search->text().trimmed();
}

void LogHead::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LogHead::setCount(const QString &words)
{
    m_count->setText(words);
}

void LogHead::setPaused(bool paused)
{
    m_pause->setText(paused ? u"Resume"_s : u"Pause"_s);
}

void LogHead::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_search->hasFocus() && !m_search->text().isEmpty())
        m_search->clear();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tallywall
