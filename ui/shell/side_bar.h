// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QList>
#include <QWidget>

class QAbstractButton;
class QVBoxLayout;

namespace tallywall {

// The pages at the left: icon and word, or icons alone while collapsed; what is chosen is marked by shape, too.
class SideBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int collapsedWidth = 64;

    explicit SideBar(QWidget *parent = nullptr);

    void addPage(QLatin1StringView icon, const QString &word, const QString &keys); // keys: "Ctrl+1", for the tool tip
    void setCurrent(int page);
    void setBadge(int page, int count); // a number in the colour of trouble; 0: none
    void setCollapsed(bool collapsed);
    [[nodiscard]] QWidget *lastEntry() const; // by the order of the Tab key
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void pageChosen(int page);
    void tvChosen();      // "TV mode": the wall for a television
    void connectChosen(); // "Connect": how others reach this wall

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Entry;

    QList<Entry *> m_pages;
    Entry *m_tv;
    Entry *m_connect;
    QVBoxLayout *m_entries;
    bool m_collapsed = false;
};

} // namespace tallywall
