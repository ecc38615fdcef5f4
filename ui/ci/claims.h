// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"

#include <QObject>

class QWidget;

namespace tallywall {

class WindowMemory;

// What can be done about who looks into a run, for whoever sits here under this name.
enum class ClaimStep : quint8 { None, Claim, TakeOver, LetGo };

// None for a run whose lane is not red (ci::isRed) and that nobody looks into.
[[nodiscard]] ClaimStep claimStep(const ci::Run &run, const QString &name);
// For a button or a menu, which take a single & for a key: "Take over from R&&D"; empty for None.
[[nodiscard]] QString claimStepWords(ClaimStep step, const ci::Run &run);

// Claims runs and lets them go, as commands; asks once who it is that does. The widget is that under which it asks.
class Claims : public QObject
{
    Q_OBJECT

public:
    Claims(WindowMemory &memory, QWidget &asker); // both borrowed; a child of `asker`

    [[nodiscard]] ClaimStep stepFor(const ci::Run &run) const;
    void step(const ci::Run &run);    // what stepFor() says
    void claimAs(const ci::Run &run); // asks for the name in any case, where there is a step

Q_SIGNALS:
    void commanded(const tallywall::ci::Command &command);

private:
    void askForName(ci::RunId run);

    WindowMemory &m_memory;
    QWidget &m_asker;
};

} // namespace tallywall
