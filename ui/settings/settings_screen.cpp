// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_screen.h"

#include "ui/shell/folder_button.h"
#include "ui/shell/reach.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/line_label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/scrolling.h"
#include "ui/widgets/secret_line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr int captionWidth = 120;

QWidget *captioned(const QString &caption, QWidget *what)
{
    auto *label = new TextLabel(TextLabel::Kind::Muted, caption);
    label->setFixedWidth(captionWidth);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing);
    line->addWidget(label);
    line->addWidget(what, 1);
    return row;
}

QWidget *lineToCopy(const QString &caption, const QString &text)
{
    auto *line = new CopyLine(u"Copy"_s);
    line->setText(text, text);
    line->setSubject(caption);
    return captioned(caption, line);
}

SecretLine *makeSecret(const QString &caption)
{
    auto *line = new SecretLine(caption, u"Copy"_s);
    line->caption()->setFixedWidth(captionWidth);
    return line;
}

Panel *makePanel(const QString &title, const QList<QWidget *> &lines)
{
    auto *panel = new Panel(title);
    panel->body()->setContentsMargins(theme::gutter, theme::spacing, theme::gutter, theme::gutter);
    panel->body()->setSpacing(theme::spacing);
    for (QWidget *line : lines)
        panel->body()->addWidget(line);
    return panel;
}

TextLabel *makeHint(const QString &text)
{
    auto *hint = new TextLabel(TextLabel::Kind::Muted, text);
    hint->setWordWrap(true);
    return hint;
}

} // namespace

SettingsScreen::SettingsScreen(const AboutWall &about, QWidget *parent)
    : QWidget(parent)
    , m_about(about)
    , m_token(makeSecret(u"Write token"_s))
    , m_publish(new CopyLine(u"Copy command"_s))
    , m_client(new CopyLine(u"Copy"_s))
    , m_server(new CopyLine(u"Copy"_s))
{
    m_publish->setSubject(u"An event"_s);
    m_client->setSubject(u"pusher-js"_s);
    m_server->setSubject(u"Node server"_s);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::gutter);
    column->addWidget(makeWriting());
    column->addWidget(makePusher());
    column->addWidget(makeData());
    column->addStretch();
    content->setMaximumWidth(1120 + pageMargin); // as wide as a line can be read
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scrollingPage(content));
    setReach({});
}

QWidget *SettingsScreen::makeWriting()
{
    QList<QWidget *> lines{
            makeHint(u"Any program publishes by HTTP. From this machine it needs no token; from others it "
                     "sends the token as a bearer."_s)};
    for (CopyLine *&address : m_addresses) {
        address = new CopyLine(u"Copy"_s);
        lines.append(captioned(lines.size() == 1 ? u"Address"_s : QString(), address));
    }
    lines << m_token << captioned(u"An event"_s, m_publish);
    return makePanel(u"Publish and listen"_s, lines);
}

QWidget *SettingsScreen::makePusher()
{
    auto *secret = makeSecret(u"Secret"_s);
    secret->setSecret(QString::fromLatin1(m_about.pusher.secret));
    auto *panel = makePanel(u"Pusher Channels"_s,
                            {makeHint(u"Programs that speak the Pusher Channels protocol use this wall in place of the "
                                      u"service. The key is "
                                      "for browsers, the secret for servers alone."_s),
                             lineToCopy(u"Application id"_s, QString::fromLatin1(m_about.pusher.id)),
                             lineToCopy(u"Key"_s, QString::fromLatin1(m_about.pusher.key)), secret,
                             captioned(u"pusher-js"_s, m_client), captioned(u"Node server"_s, m_server)});
    panel->setVisible(!m_about.pusher.key.isEmpty());
    return panel;
}

QWidget *SettingsScreen::makeData()
{
    auto *folder = new LineLabel(TextLabel::Kind::Body, m_about.dataFolder);
    folder->setCut(Qt::ElideMiddle);
    auto *place = new QWidget;
    auto *line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing);
    line->addWidget(folder, 1);
    line->addWidget(makeFolderButton(m_about.dataFolder));
    return makePanel(u"This wall"_s,
                     {captioned(u"Version"_s, new TextLabel(TextLabel::Kind::Body, m_about.version)),
                      captioned(u"Data folder"_s, place)});
}

void SettingsScreen::setReach(const Reach &reach)
{
    const QStringList addresses = reach.addresses.isEmpty() ? QStringList{reach.best()} : reach.addresses;
    for (std::size_t i = 0; i < m_addresses.size(); ++i) {
        const QString address = addresses.value(static_cast<qsizetype>(i));
        m_addresses.at(i)->setText(address, address);
        m_addresses.at(i)->setSubject(address);
        m_addresses.at(i)->parentWidget()->setVisible(!address.isEmpty());
    }
    m_token->setVisible(!reach.token.isEmpty());
    m_token->setSecret(reach.token);
    const auto put = [](CopyLine &line, const Command &command) { line.setText(command.shown, command.copied); };
    put(*m_publish, notifyCommand(reach));
    put(*m_client, pusherClientLine(reach, m_about.pusher));
    put(*m_server, pusherServerLine(reach, m_about.pusher));
}

} // namespace tallywall
