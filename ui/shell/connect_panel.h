// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QBoxLayout;

namespace tallywall {

class CopyLine;
class SecretLine;
class TextLabel;
struct Reach;

// How others reach this wall: a QR code for phones, a command for other machines, the token (hidden until asked for) and
// the folder where the data lives. Shown at the first start and whenever "Connect" is chosen.
class ConnectPanel : public Panel
{
    Q_OBJECT

public:
    enum class Occasion : quint8 { FirstStart, Asked };

    ConnectPanel(Occasion occasion, const QString &dataFolder, QWidget *parent = nullptr);

    void setReach(const Reach &reach);

Q_SIGNALS:
    void closed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    class Code;
    Code *m_code;
    TextLabel *m_hint;
    CopyLine *m_command;
    SecretLine *m_token;
    QBoxLayout *m_last;
};

} // namespace tallywall
