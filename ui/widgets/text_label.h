// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tallywall {

// A label of plain text in one of the wall's sizes. Text from elsewhere is never read as rich text.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Kind : quint8 { Title, Section, Body, Muted, Caption };

    explicit TextLabel(Kind kind, const QString &text = {}, QWidget *parent = nullptr);
};

} // namespace tallywall
