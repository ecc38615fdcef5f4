// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/runs/filter_line.h"

#include "theme/tokens.h"
#include "ui/ci/runs/run_history.h"
#include "ui/ci/state_look.h"
#include "ui/text/clock.h"
#include "ui/widgets/choice_box.h"

#include <QBoxLayout>
#include <QLineEdit>

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Span {
    const char *words;
    std::chrono::hours length;
};
constexpr std::array spans{Span{"Last hour", 1h}, Span{"Last 24 hours", 24h}, Span{"Last 7 days", 7 * 24h},
                           Span{"Last 30 days", 30 * 24h}};

QStringList spanWords()
{
    QStringList words;
    for (const Span &span : spans)
        words.append(QLatin1StringView(span.words));
    return words;
}

QStringList allStates()
{
    QStringList words;
    for (int state = 0; state <= int(ci::State::Unknown); ++state)
        words.append(stateLook(static_cast<ci::State>(state)).word);
    return words;
}

} // namespace

FilterLine::FilterLine(const RunHistory &history, QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit)
    , m_project(new ChoiceBox(u"Any project"_s, [&history] { return history.values(&ci::Run::project); }))
    , m_ref(new ChoiceBox(u"Any ref"_s, [&history] { return history.values(&ci::Run::ref); }))
    , m_state(new ChoiceBox(u"Any state"_s, &allStates))
    , m_author(new ChoiceBox(u"Any author"_s, [&history] { return history.values(&ci::Run::author); }))
    , m_time(new ChoiceBox(u"Any time"_s, &spanWords))
    , m_lines(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_search->setPlaceholderText(u"Search runs (Ctrl+F)"_s);
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(u"Search runs"_s);
    m_search->setMinimumWidth(120);
    connect(m_search, &QLineEdit::textChanged, this, &FilterLine::changed);
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(theme::spacing);
    m_lines->addWidget(m_search, 1);
    auto *choices = new QHBoxLayout;
    choices->setSpacing(theme::spacing);
    for (ChoiceBox *box : {m_project, m_ref, m_state, m_author, m_time}) {
        box->setFixedHeight(40);
        box->setMinimumWidth(88);
        box->setMaximumWidth(176);
        choices->addWidget(box, 1);
        connect(box, &QComboBox::currentIndexChanged, this, &FilterLine::changed);
    }
    m_lines->addLayout(choices, 2);
}

RunsFilter FilterLine::filter() const
{
    RunsFilter filter{.text = m_search->text().simplified(),
                      .project = m_project->chosen(),
                      .ref = m_ref->chosen(),
                      .author = m_author->chosen()};
    for (int state = 0; state <= int(ci::State::Unknown); ++state) {
        if (stateLook(static_cast<ci::State>(state)).word == m_state->chosen())
            filter.state = static_cast<ci::State>(state);
    }
    for (const Span &span : spans) {
        if (QLatin1StringView(span.words) == m_time->chosen())
            filter.since = presentTime() - span.length;
    }
    return filter;
}

bool FilterLine::isEmpty() const
{
    return filter() == RunsFilter();
}

void FilterLine::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FilterLine::clear()
{
    for (ChoiceBox *box : {m_project, m_ref, m_state, m_author, m_time})
        box->choose({});
    m_search->clear();
}

void FilterLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_lines->setDirection(width() < 860 ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace tallywall
