// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/common_words.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

class CommonWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCommonWordsAreKnown_data()
    {
        QTest::addColumn<QByteArray>("state");
        const auto rows = [](const QByteArray &state, const QByteArrayList &words) {
            for (const QByteArray &word : words)
                QTest::newRow(word.constData()) << state;
        };
        rows("queued", {"queued", "pending", "created", "scheduled", "requested"});
        rows("waiting", {"waiting", "blocked", "paused", "manual", "action required"});
        rows("running", {"running", "in_progress", "In Progress", "in-progress", "INPROGRESS", "started", "building"});
        rows("failing", {"failing"});
        rows("success", {"success", "Succeeded", "SUCCESSFUL", "passed", "pass", "OK", "fixed"});
        rows("warning", {"warning", "unstable", "partial"});
        rows("failed", {"failed", "failure", "FAIL", "broken"});
        rows("error", {"error", "errored", "timed_out", "timeout", "startup_failure"});
        rows("canceled", {"canceled", "cancelled", "cancel", "aborted", "stopped", "killed", "interrupted"});
        rows("skipped", {"skipped", "not_run", "NOT_BUILT"});
        rows("unknown", {"", "completed", "finished", "done", "sucess", "success!", "none"});
    }
    void theCommonWordsAreKnown()
    {
        QFETCH(QByteArray, state);
        QCOMPARE(stateWord(stateByCommonWord(QString::fromUtf8(QTest::currentDataTag()))), state);
    }
};

QTEST_GUILESS_MAIN(CommonWordsTest)
#include "common_words_test.moc"
