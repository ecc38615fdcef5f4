// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ci/runs/runs_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace tallywall {

class ChoiceBox;
class RunHistory;

// The search box and the choices above the table of runs.
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    explicit FilterLine(const RunHistory &history, QWidget *parent = nullptr); // borrowed; what there is to choose from

    [[nodiscard]] RunsFilter filter() const;
    [[nodiscard]] bool isEmpty() const;
    void focusSearch();
    void clear();

Q_SIGNALS:
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLineEdit *m_search;
    ChoiceBox *m_project;
    ChoiceBox *m_ref;
    ChoiceBox *m_state;
    ChoiceBox *m_author;
    ChoiceBox *m_time;
    class QBoxLayout *m_lines;
};

} // namespace tallywall
