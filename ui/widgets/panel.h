// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace tallywall {

namespace theme {
struct Palette;
}

// A surface with a title: one step of surface on the dark scheme, a hairline on the light one.
class Panel : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(const QString &title = {}, QWidget *parent = nullptr); // no title, no head line

    void setTitle(const QString &title);
    void setNote(const QString &note);                         // muted, at the right of the title
    [[nodiscard]] QVBoxLayout *body() const { return m_body; } // owned by the panel

    // The ground that panels and tiles stand on.
    static void paintGround(QWidget &widget);
    static void paintGround(QPainter &painter, const QRectF &place, const theme::Palette &colours);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_body;
    QWidget *m_head = nullptr;
    class TextLabel *m_title = nullptr;
    class TextLabel *m_note = nullptr;
};

} // namespace tallywall
