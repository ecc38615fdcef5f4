// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

#include <functional>

namespace tallywall {

// One of several, or any: what a filter is chosen from. The choices are asked for when somebody is about to choose; what is
// chosen stays chosen, even where it is no choice any more.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    using Choices = std::function<QStringList()>;

    // any: "Any project", which chosen() has as an empty text.
    ChoiceBox(const QString &any, Choices choices, QWidget *parent = nullptr);

    [[nodiscard]] QString chosen() const;
    void choose(const QString &text); // empty: any
    void showPopup() override;

protected:
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refill();

    QString m_any;
    Choices m_choices;
};

} // namespace tallywall
