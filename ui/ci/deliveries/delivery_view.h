// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/question.h"
#include "ui/widgets/panel.h"

#include <QStackedWidget>

class QPushButton;

namespace tallywall {

class Facts;
class StateLabel;
class TextLabel;
class TextView;

// One delivery, whole: whether it proves its origin and how, what became of it, its headers and its body as plain text; and what
// can be done with it.
class DeliveryView : public QStackedWidget
{
    Q_OBJECT

public:
    explicit DeliveryView(QWidget *parent = nullptr);

    void setAddress(const QString &address) { m_address = address; } // of this wall, for the curl command
    void show(const ci::DeliveryRecord &record);
    void showNothing(const QString &sentence); // why there is none to show
    [[nodiscard]] const ci::DeliveryRecord &record() const { return m_record; }

    // Writes it as a fixture file; what went wrong, or empty.
    [[nodiscard]] QString saveAs(const QString &path) const;

Q_SIGNALS:
    void replayRequested(tallywall::ci::DeliveryId id);
    void runRequested(tallywall::ci::RunId id);

private:
    [[nodiscard]] QWidget *makeWhole();
    [[nodiscard]] QWidget *makeButtons();
    void askWhere();

    QString m_address;
    ci::DeliveryRecord m_record;
    TextLabel *m_nothing;
    StateLabel *m_verdict;
    StateLabel *m_outcome;
    TextLabel *m_sentences;
    Facts *m_facts;
    TextView *m_text;
    QPushButton *m_run;
    QPushButton *m_replay;
};

} // namespace tallywall
