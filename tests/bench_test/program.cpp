// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench_test/program.h"

#include "tests/support/live.h"

#include <QJsonDocument>

namespace tallywall::test {

using namespace Qt::StringLiterals;

Ended runBench(const QStringList &arguments)
{
    QProcess process;
    process.start(qEnvironmentVariable("TALLYWALL_BENCH_BINARY"), arguments);
    const bool ended = process.waitForStarted()
            && waitUntil([&process] { return process.state() == QProcess::NotRunning; }, std::chrono::seconds(60))
            && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
}

Measured measure(quint16 port, const QStringList &arguments)
{
    const Ended ended = runBench(QStringList{u"--json"_s, u"--port"_s, QString::number(port)} + arguments);
    if (!ended.err.isEmpty())
        qWarning("%s", ended.err.constData());
    return {ended.code, QJsonDocument::fromJson(ended.out).object()};
}

} // namespace tallywall::test
