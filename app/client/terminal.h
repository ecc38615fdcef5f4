// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tallywall {

// Where a command speaks: what was asked for on standard output, everything else on standard error.
class Terminal
{
public:
    Terminal();

    // A line on standard output, at once. False where nobody reads it any more.
    [[nodiscard]] bool print(const QByteArray &line);

    // "tallywall: SENTENCE"
    void say(const QString &sentence);

    // How far it is: in a terminal one line that is written over by the next one, else a line each.
    void showProgress(const QString &text);
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; } // standard error

private:
    void clearProgress();

    bool m_isTerminal;
    bool m_hasProgress = false;
};

} // namespace tallywall
