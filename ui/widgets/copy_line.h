// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace tallywall {

// A line to take elsewhere: monospaced text, in as many lines as it needs up to `mostLines`, with a button that copies it. What is
// copied may be more than is shown (a command with the token in it).
class CopyLine : public QWidget
{
    Q_OBJECT

public:
    explicit CopyLine(const QString &button, QWidget *parent = nullptr); // "Copy command"

    static constexpr int mostLines = 4;

    void
    setSubject(const QString &subject); // what the button copies, for those who do not see what it stands beside: "Key"
    void setText(const QString &shown, const QString &copied);
    [[nodiscard]] QString shownText() const { return m_shown; }
    [[nodiscard]] QString copiedText() const { return m_copied; }

    void copy();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QRect textArea() const;
    [[nodiscard]] QStringList lines() const;
    void fitHeight();

    QString m_shown;
    QString m_copied;
    QString m_buttonText;
    QPushButton *m_button;
};

// Puts text on the clipboard and says so on the button for a moment.
void copyAndSay(QPushButton &button, const QString &text, const QString &usualText);

} // namespace tallywall
