// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace tallywall {

class TextLabel;

// One sentence about what went wrong, above the status line, until it is closed or 12 seconds have passed.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    void say(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_words;
    QTimer m_end;
};

} // namespace tallywall
