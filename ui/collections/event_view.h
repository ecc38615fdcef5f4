// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "ui/widgets/panel.h"

namespace tallywall {

class LineLabel;
class TextLabel;
class TextView;

// One event, whole: its envelope as indented JSON, to read, select and copy.
class EventView : public Panel
{
    Q_OBJECT

public:
    explicit EventView(QWidget *parent = nullptr);

    void showEventWhole(const Event &event);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();

    Event m_event;
    LineLabel *m_title;
    TextLabel *m_time;
    TextView *m_text;
};

} // namespace tallywall
