// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {
constexpr int iconSize = 40;
}

EmptyState::EmptyState(QLatin1StringView icon, const QString &title, const QString &hint, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_iconPlace(new QWidget), m_command(new CopyLine(u"Copy command"_s))
{
    m_iconPlace->setFixedHeight(iconSize);
    auto *words = new TextLabel(TextLabel::Kind::Muted, hint);
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignHCenter);

    auto *column = new QVBoxLayout;
    column->setSpacing(theme::spacing);
    column->addStretch();
    column->addWidget(m_iconPlace);
    column->addSpacing(theme::spacing);
    column->addWidget(new TextLabel(TextLabel::Kind::Section, title), 0, Qt::AlignHCenter);
    column->addWidget(words);
    column->addSpacing(theme::spacing);
    column->addWidget(m_command);
    column->addStretch();

    // As wide as a line can be read, in the middle.
    auto *middle = new QWidget;
    middle->setLayout(column);
    middle->setMaximumWidth(880);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3 * theme::spacing, theme::gutter, 3 * theme::spacing, theme::gutter);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QPoint corner = m_iconPlace->mapTo(this, QPoint((m_iconPlace->width() - iconSize) / 2, 0));
    drawIcon(painter, QRectF(corner, QSizeF(iconSize, iconSize)), m_icon, colour(coloursOf(palette()).muted));
}

} // namespace tallywall
