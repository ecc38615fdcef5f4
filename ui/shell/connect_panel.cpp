// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connect_panel.h"

#include "theme/tokens.h"
#include "ui/shell/qr_code.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/text_label.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QUrl>
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
    , m_token(new TextLabel(TextLabel::Kind::Body))
    , m_show(new QPushButton(u"Show"_s))
    , m_tokenLine(makeTokenLine())
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
    auto *last = new QHBoxLayout;
    last->addWidget(m_tokenLine);
    last->addStretch();
    last->addWidget(makeFolderLine(dataFolder));
    words->addLayout(last);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::gutter);
    line->setSpacing(theme::gutter + theme::spacing);
    line->addWidget(m_code);
    line->addLayout(words, 1);
    body()->addLayout(line);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setReach({});
}

QWidget *ConnectPanel::makeTokenLine()
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing);
    auto *copy = new QPushButton(u"Copy token"_s);
    layout->addWidget(new TextLabel(TextLabel::Kind::Muted, u"Write token"_s));
    layout->addWidget(m_token);
    layout->addWidget(m_show);
    layout->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, [this, copy] { copyAndSay(*copy, m_reach.token, u"Copy token"_s); });
    connect(m_show, &QPushButton::clicked, this, [this] {
        m_tokenShown = !m_tokenShown;
        showToken();
    });
    return line;
}

QWidget *ConnectPanel::makeFolderLine(const QString &dataFolder)
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing);
    auto *open = new QPushButton(u"Open data folder"_s);
    open->setToolTip(dataFolder.toHtmlEscaped());
    layout->addWidget(open);
    connect(open, &QPushButton::clicked, this,
            [dataFolder] { QDesktopServices::openUrl(QUrl::fromLocalFile(dataFolder)); });
    line->setVisible(!dataFolder.isEmpty());
    return line;
}

void ConnectPanel::setReach(const Reach &reach)
{
    m_reach = reach;
    const Command command = postResultCommand(reach);
    m_command->setText(command.shown, command.copied);
    m_code->setAddress(reach.best());
    m_code->setVisible(!reach.addresses.isEmpty() && !reach.isLocalOnly());
    m_hint->setText(reach.isLocalOnly()
                            ? u"This wall listens to this machine only. To let phones and other machines in, start it "
                              "with --listen 0.0.0.0. To post from this machine, run:"_s
                            : u"Scan the code to watch from a phone on the same network. To post from another machine, "
                              "run:"_s);
    m_tokenLine->setVisible(!reach.token.isEmpty());
    showToken();
}

void ConnectPanel::showToken()
{
    m_token->setText(m_tokenShown ? m_reach.token : hiddenToken(m_reach.token));
    m_show->setText(m_tokenShown ? u"Hide"_s : u"Show"_s);
}

} // namespace tallywall
