// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/about_wall.h"

#include <QWidget>

#include <array>

namespace tallywall {

class CopyLine;
class SecretLine;
struct Reach;

// How other programs reach this wall: addresses, token, the application of the Pusher Channels protocol; where its data lives, and
// its version. Secrets are hidden until they are asked for.
class SettingsScreen : public QWidget
{
    Q_OBJECT

public:
    explicit SettingsScreen(const AboutWall &about, QWidget *parent = nullptr);

    void setReach(const Reach &reach);

private:
    [[nodiscard]] QWidget *makeWriting();
    [[nodiscard]] QWidget *makePusher();
    [[nodiscard]] QWidget *makeData();

    AboutWall m_about;
    std::array<CopyLine *, 6> m_addresses{}; // as many as there are, and the rest hidden
    SecretLine *m_token;
    CopyLine *m_publish;
    CopyLine *m_client;
    CopyLine *m_server;
};

} // namespace tallywall
