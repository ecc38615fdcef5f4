// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The libraries that others wrote for the Pusher Channels protocol, both sides, against the real program (npm: pusher and
// pusher-js, through pusher_libraries.mjs).
#include "tests/support/wall.h"

#include <QJsonArray>
#include <QStandardPaths>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PusherLibrariesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyWorkUnchanged()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s);
        if (node.isEmpty() || !QFile::exists(qEnvironmentVariable("TALLYWALL_NPM") + "/node_modules/pusher-js"_L1))
            QSKIP("needs node, and the packages of tests/npm: see the test \"npm\"");
        QTemporaryFile configuration;
        QVERIFY(configuration.open());
        configuration.write("[pusher]\nsubscription_count = true\n");
        configuration.close();
        Wall wall({u"--config"_s, configuration.fileName()});
        QVERIFY(wall.start());
        const QJsonObject app = wall.ask("GET", "/apps").json()["apps"_L1].toArray().at(0).toObject();
        QProcess libraries;
        libraries.setProcessChannelMode(QProcess::MergedChannels);
        libraries.start(node,
                        {qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/server/pusher/pusher_libraries.mjs"_L1,
                         u"127.0.0.1"_s, QString::number(wall.port()), app["id"_L1].toString(),
                         app["key"_L1].toString(), app["secret"_L1].toString()});
        const bool ended = libraries.waitForFinished(60'000);
        const QByteArray told = libraries.readAll();
        QVERIFY2(ended, told.constData());
        QVERIFY2(libraries.exitCode() == 0 && told.contains("terminated"), told.constData());
    }
};

QTEST_GUILESS_MAIN(PusherLibrariesTest)
#include "pusher_libraries_test.moc"
