// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_line.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// As the ground of a CopyLine.
class Box : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(coloursOf(palette()).background));
        painter.drawRoundedRect(rect(), theme::radius, theme::radius);
    }
};

} // namespace

SecretLine::SecretLine(const QString &caption, const QString &button, QWidget *parent)
    : QWidget(parent)
    , m_caption(new TextLabel(TextLabel::Kind::Muted, caption))
    , m_text(new TextLabel(TextLabel::Kind::Body))
    , m_show(new QPushButton(u"Show"_s))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing);
    auto *copy = new QPushButton(button);
    line->addWidget(m_caption);
    auto *box = new Box;
    box->setFixedHeight(48);
    auto *inner = new QHBoxLayout(box);
    inner->setContentsMargins(theme::gutter, theme::spacing, theme::spacing, theme::spacing);
    inner->setSpacing(theme::spacing);
    inner->addWidget(m_text, 1);
    inner->addWidget(m_show);
    inner->addWidget(copy);
    line->addWidget(box, 1);
    copy->setAccessibleName(u"Copy: %1"_s.arg(caption));
    connect(copy, &QPushButton::clicked, this, [this, copy, button] { copyAndSay(*copy, m_secret, button); });
    connect(m_show, &QPushButton::clicked, this, [this] {
        m_shown = !m_shown;
        refresh();
    });
    refresh();
}

void SecretLine::setSecret(const QString &secret)
{
    m_shown = m_shown && secret == m_secret;
    m_secret = secret;
    refresh();
}

void SecretLine::refresh()
{
    m_text->setText(m_shown ? m_secret : hiddenSecret(m_secret));
    m_show->setText(m_shown ? u"Hide"_s : u"Show"_s);
    m_show->setAccessibleName(u"%1: %2"_s.arg(m_show->text(), m_caption->text()));
}

QString hiddenSecret(const QString &secret)
{
    return u"••••••••"_s + (secret.size() >= 16 ? secret.last(4) : QString());
}

} // namespace tallywall
