// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/browser.h"
#include "tests/support/wall.h"

#include <QJsonArray>
#include <QObject>

namespace tallywall::test {

// What every test of the page begins with: the real program, an empty wall, and a browser that shows it. After each
// test nothing may have upset the browser.
class PageFixture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();

protected:
    // Opens a path of the wall; another fragment is no new page.
    [[nodiscard]] bool open(const QString &path);
    // The same as a new page, whatever was done to the one before.
    [[nodiscard]] bool openAnew(const QString &path);
    [[nodiscard]] bool waitFor(const QString &expression); // says so if it does not come true
    [[nodiscard]] QString textOf(const QString &expression);
    // Sets a control as a person would.
    [[nodiscard]] bool choose(const QString &control, const QString &value);

    // The id of the record that was made, 0 if none was.
    qint64 post(const QString &name, double time);
    bool post(const QJsonArray &records);
    bool deliver(const QByteArray &kind, const QByteArray &hook); // a webhook of GitLab
    // GitLab's hook for a pipeline that took three seconds.
    bool deliverPipeline(const QByteArray &project, int id, const QByteArray &ref, const QByteArray &status);
    // Removes a lane of GitLab's, as another program would; percent-encoded.
    bool remove(const QByteArray &project, const QByteArray &ref);
    // What was asked of the wall since the page was opened, and answered, where the path begins so.
    [[nodiscard]] int timesAsked(const QString &path);
    bool publish(const QByteArray &type, const QByteArray &data); // an event of the collection ci
    bool notify(const QByteArray &event);                         // the JSON of POST /notify
    // What a call of a module of the page answers, as text; m is the module.
    [[nodiscard]] QString answerOf(const QString &module, const QString &call);
    bool click(const QString &element); // an expression
    // Enters a text in the dialog that is open, and takes it.
    bool enter(const QString &field, const QString &text);

    // From here on the page reads the wall's summary as a JavaScript changes it, which has its `body` and its `headers`; empty: as
    // it is. It is read at once.
    bool letSummarySay(const QString &change);

    // A table of what the page's modules answer: the columns, a row of them, and the check of one; every call ends as text.
    static void addModelColumns();
    static void addModelRow(const char *name, const char *file, const QString &call, const QString &answer);
    void checkModelRow();

    // Loads that fail are expected in this test.
    void letLoadsFail() { letComplain(QStringLiteral("net::ERR_")); }
    // The browser may complain of this in this test. It need not: a complaint comes when it comes.
    void letComplain(const QString &of) { m_expected.append(of); }

    Wall m_wall;
    Browser m_browser;

private:
    QStringList m_expected; // in a complaint that is none
};

// Expressions for waitFor().
inline const QString live = QStringLiteral(
        "document.querySelector('[data-testid=connection]').dataset.state === 'live'");
inline const QString away = QStringLiteral(
        "document.querySelector('[data-testid=connection]').dataset.state === 'away'");
[[nodiscard]] QString rowOf(qint64 id);
[[nodiscard]] QString allCells(const QString &name);
[[nodiscard]] QString marked(const QString &testid); // the element with this data-testid
[[nodiscard]] QString tileOf(const QString &project);
[[nodiscard]] QString quoted(const QString &text); // as a literal of JavaScript

} // namespace tallywall::test
