// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samples.h"
#include "ui/messages/messages_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

QList<SaidMessage> said(int first, int count)
{
    QList<SaidMessage> messages;
    for (int i = first; i < first + count; ++i)
        messages.append({sampleTime, {u"Ada"_s, QString::number(i)}});
    return messages;
}

} // namespace

class TestMessagesModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsAtTheEnd()
    {
        MessagesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(said(0, 40));
        model.append({});
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.index(39, MessagesModel::Text).data().toString(), u"39"_s);
    }

    void pastTheBoundTheOldestGoInOneRemoval()
    {
        MessagesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(said(0, MessagesModel::maxRows));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.append(said(1000, 5));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), int(MessagesModel::maxRows));
        QCOMPARE(model.at(0).message.message, u"5"_s);
        model.append(said(5000, 3000));
        QCOMPARE(model.rowCount(), int(MessagesModel::maxRows));
        QCOMPARE(model.at(model.rowCount() - 1).message.message, u"7999"_s);
        QCOMPARE(model.heard(), 4005);
    }
};

QTEST_GUILESS_MAIN(TestMessagesModel)
#include "tst_messages_model.moc"
