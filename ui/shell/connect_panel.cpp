// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connect_panel.h"

#include "theme/tokens.h"
#include "ui/shell/folder_button.h"
#include "ui/shell/qr_code.h"
#include "ui/shell/reach.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/secret_line.h"
#include "ui/widgets/text_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

class ConnectPanel::Code : public QWidget
{
public:
    Code() { setFixedSize(168, 168); }

    void setAddress(const QString &address)
    {
        m_address = address;
        setAccessibleName(u"QR code of %1"_s.arg(address));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintQrCode(painter, rect(), m_address);
    }

private:
    QString m_address;
};

ConnectPanel::ConnectPanel(Occasion occasion, const QString &dataFolder, QWidget *parent)
    : Panel(QString(), parent)
    , m_code(new Code)
    , m_hint(new TextLabel(TextLabel::Kind::Muted))
    , m_command(new CopyLine(u"Copy command"_s))
    , m_token(new SecretLine(u"Write token"_s, u"Copy token"_s))
    , m_last(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto *close = new QPushButton(occasion == Occasion::FirstStart ? u"Got it"_s : u"Close"_s);
    connect(close, &QPushButton::clicked, this, &ConnectPanel::closed);
    auto *head = new QHBoxLayout;
    head->addWidget(new TextLabel(TextLabel::Kind::Section,
                                  occasion == Occasion::FirstStart ? u"Welcome: this wall is up. Let others in."_s
                                                                   : u"Connect phones and other machines"_s));
    head->addStretch();
    head->addWidget(close);

    auto *words = new QVBoxLayout;
    words->setSpacing(theme::spacing);
    words->addLayout(head);
    m_hint->setWordWrap(true);
    words->addWidget(m_hint);
    words->addWidget(m_command);
    words->addStretch();
    m_last->setContentsMargins(0, 0, 0, 0);
    m_last->addWidget(m_token);
    m_last->addStretch();
    m_last->addWidget(makeFolderButton(dataFolder), 0, Qt::AlignRight);
    words->addLayout(m_last);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::gutter);
    line->setSpacing(theme::gutter + theme::spacing);
    line->addWidget(m_code);
    line->addLayout(words, 1);
    body()->addLayout(line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setReach({});
}

void ConnectPanel::setReach(const Reach &reach)
{
    const Command command = postResultCommand(reach);
    m_command->setText(command.shown, command.copied);
    m_code->setAddress(reach.best());
    m_code->setVisible(!reach.addresses.isEmpty() && !reach.isLocalOnly());
    m_hint->setText(reach.isLocalOnly()
                            ? u"This wall listens to this machine only. To let phones and other machines in, start it "
                              "with --listen 0.0.0.0. To post from this machine, run:"_s
                            : u"Scan the code to watch from a phone on the same network. To post from another machine, "
                              "run:"_s);
    m_token->setVisible(!reach.token.isEmpty());
    m_token->setSecret(reach.token);
}

void ConnectPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_last->setDirection(width() < 840 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace tallywall
