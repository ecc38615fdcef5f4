// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/state_look.h"

#include <QWidget>

namespace tallywall {

// Icon and words in the colour of a state, as one line; what follows the words is muted.
class StateLabel : public QWidget
{
    Q_OBJECT

public:
    explicit StateLabel(QWidget *parent = nullptr);

    void setWords(ci::State state, const QString &words, const QString &rest = {});

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ci::State m_state = ci::State::Unknown;
    QString m_words;
    QString m_rest;
};

} // namespace tallywall
