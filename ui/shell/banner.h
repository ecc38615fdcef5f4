// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace tallywall {

class TextLabel;

// One sentence about what went wrong, wrapped, until it is closed; one that says Briefly goes after 12 seconds, too.
class Banner : public QWidget
{
    Q_OBJECT

public:
    enum class Stay : quint8 { Briefly, UntilClosed };

    explicit Banner(QWidget *parent = nullptr);

    void say(const QString &sentence, Stay stay = Stay::Briefly);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_words;
    QTimer m_end;
};

} // namespace tallywall
