// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QWidget>

namespace tallywall {

class CopyLine;
class TextLabel;

// What stands where there is nothing to show yet: an icon, a word, what to do next, and a command to copy.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(QLatin1StringView icon, const QString &title, const QString &hint, QWidget *parent = nullptr);

    [[nodiscard]] CopyLine *command() const { return m_command; } // owned by this

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLatin1StringView m_icon;
    QWidget *m_iconPlace;
    CopyLine *m_command;
};

} // namespace tallywall
