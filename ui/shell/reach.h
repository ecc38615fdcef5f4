// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace tallywall {

// Under which addresses this wall can be reached, best first, and with which token one may write from elsewhere.
struct Reach {
    QStringList addresses; // "http://192.168.1.5:4000"
    QString token;

    [[nodiscard]] bool isLocalOnly() const; // known, and none of them can be reached from another machine
    [[nodiscard]] QString best() const;     // a loopback address while none is known

    friend bool operator==(const Reach &, const Reach &) = default;
};

// A shell command: as it is drawn, with the token hidden, and as it is copied.
struct Command {
    QString shown;
    QString copied;
};

[[nodiscard]] Command postResultCommand(const Reach &reach);
[[nodiscard]] Command sayCommand(const Reach &reach);
[[nodiscard]] Command pipelineCommand(const Reach &reach); // a small GitLab pipeline event

// "••••••••3f9a": enough to tell two tokens apart.
[[nodiscard]] QString hiddenToken(const QString &token);

} // namespace tallywall
