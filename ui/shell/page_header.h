// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace tallywall {

class TextLabel;
class Wall;

// The line above a page: its title, the mark of demo data, and at the right whether what is seen is live.
class PageHeader : public QWidget
{
    Q_OBJECT

public:
    PageHeader(const Wall &wall, bool demo, QWidget *parent = nullptr); // borrowed

    void setTitle(const QString &title);
    [[nodiscard]] QString stateText() const { return m_state; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Mood : quint8 { Waiting, Loading, Live, Broken };

    void refresh();

    const Wall &m_wall;
    TextLabel *m_title;
    QString m_state;
    Mood m_mood = Mood::Waiting;
};

} // namespace tallywall
