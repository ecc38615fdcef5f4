// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

namespace tallywall {

// A fact about something: a muted caption, and what it is.
struct Fact {
    QString caption;
    QString value; // one plain line
    QString whole; // as the tool tip; empty: the value

    friend bool operator==(const Fact &, const Fact &) = default;
};

// Facts side by side, as many columns as have room for them; those without a value are left out.
class Facts : public QWidget
{
    Q_OBJECT

public:
    enum class Size : quint8 { Normal, Large };

    explicit Facts(Size size = Size::Normal, QWidget *parent = nullptr);

    void setFacts(QList<Fact> facts);
    [[nodiscard]] const QList<Fact> &facts() const { return m_facts; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int leastWidth() const; // of a column
    [[nodiscard]] int columnsFor(int width) const;
    [[nodiscard]] QRect placeOf(qsizetype index) const;
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] QFont valueFont() const;

    Size m_size;
    QList<Fact> m_facts;
};

} // namespace tallywall
