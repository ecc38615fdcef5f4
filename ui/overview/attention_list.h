// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace tallywall {

class Wall;

// One thing that needs a person.
struct Attention {
    bool urgent = true; // ✕ in red; else ! in amber
    QString subject;    // "shop/api"
    QString place;      // "nightly · main · gitlab": pipeline, ref, and the service where only it tells lanes apart
    QString what;       // "failed", "still broken"
    QString who;        // "Ada"
    QString age;        // "4 min ago"

    friend bool operator==(const Attention &, const Attention &) = default;
};

// The store when it is ill, then every lane that is red, newest first, then what is polled or followed and cannot be read.
[[nodiscard]] QList<Attention> attentionOf(const Wall &wall);

// Those things, one line each; more than fit are counted in the last line. Nothing to do: it says so.
class AttentionList : public QWidget
{
    Q_OBJECT

public:
    explicit AttentionList(QWidget *parent = nullptr);

    void setItems(QList<Attention> items);
    [[nodiscard]] const QList<Attention> &items() const { return m_items; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCalm(QPainter &painter);
    void paintItem(QPainter &painter, const QRect &row, const Attention &item);

    QList<Attention> m_items;
};

} // namespace tallywall
