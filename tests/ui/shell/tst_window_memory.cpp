// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_memory.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestWindowMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRememberedOutlivesTheWindow()
    {
        const QTemporaryDir folder;
        {
            WindowMemory memory(folder.path());
            QCOMPARE(memory.ciTab(), 0);
            QVERIFY(!memory.greenFolded());
            QCOMPARE(memory.claimName(), QString());
            memory.setCiTab(2);
            memory.setGreenFolded(true);
            memory.setClaimName(u"  Ada, Countess = Lovelace  "_s);
        }
        const WindowMemory memory(folder.path());
        QCOMPARE(memory.ciTab(), 2);
        QVERIFY(memory.greenFolded());
        QCOMPARE(memory.claimName(), u"Ada, Countess = Lovelace"_s);
        QVERIFY(QDir(folder.path()).exists(u"window.ini"_s));
    }

    void withoutAFolderItLastsAsLongAsItLives()
    {
        WindowMemory memory;
        memory.setClaimName(u"Ada"_s);
        QCOMPARE(memory.claimName(), u"Ada"_s);
        QCOMPARE(WindowMemory().claimName(), QString());
    }

    void theAccountHasAName()
    {
        qputenv("USER", "ada");
        QCOMPARE(WindowMemory::accountName(), u"ada"_s);
        qunsetenv("USER");
        qputenv("USERNAME", "grace");
        QCOMPARE(WindowMemory::accountName(), u"grace"_s);
    }
};

QTEST_GUILESS_MAIN(TestWindowMemory)
#include "tst_window_memory.moc"
