// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

namespace tallywall {

// One line that takes the room it is given: what does not fit is elided, and stands in the tool tip.
class LineLabel : public TextLabel
{
    Q_OBJECT

public:
    explicit LineLabel(Kind kind, const QString &text = {}, QWidget *parent = nullptr);

    void setCut(Qt::TextElideMode cut); // where what is too long is cut; at its end unless told

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_cut = Qt::ElideRight;
};

} // namespace tallywall
