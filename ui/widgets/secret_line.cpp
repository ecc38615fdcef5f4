// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_line.h"

#include "theme/tokens.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace tallywall {

using namespace Qt::StringLiterals;

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
    line->addWidget(m_text);
    line->addWidget(m_show);
    line->addWidget(copy);
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
}

QString hiddenSecret(const QString &secret)
{
    return u"••••••••"_s + (secret.size() >= 16 ? secret.last(4) : QString());
}

} // namespace tallywall
