// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace tallywall {

class TextLabel;

// The line over the log: what is searched for, how many there are, and the button that lets it stand still.
class LogHead : public QWidget
{
    Q_OBJECT

public:
    explicit LogHead(QWidget *parent = nullptr);

    [[nodiscard]] QString search() const; // without spaces around it
    void focusSearch();
    void setCount(const QString &words);
    void setPaused(bool paused);

Q_SIGNALS:
    void searched(); // search() is another; while somebody still types, now and then
    void pausePressed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setUpSearch();

    QLineEdit *m_search;
    TextLabel *m_count;
    QPushButton *m_pause;
    QTimer m_searchDue;
};

} // namespace tallywall
