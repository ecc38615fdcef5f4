// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/provider.h"
#include "ui/shell/reach.h"

#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestReach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSamplePipelineIsOneThatTheWallReads()
    {
        const QString command = pipelineCommand({{u"http://192.168.1.5:4000"_s}, {}}).copied;
        QVERIFY(command.startsWith(u"curl http://192.168.1.5:4000/hooks/gitlab "_s));
        const qsizetype begin = command.indexOf(u"-d '"_s) + 4;
        const QByteArray body = command.sliced(begin, command.indexOf(u'\'', begin) - begin).toUtf8();
        const ci::Provider *gitlab = ci::providerByName(ci::builtInProviders(), "gitlab");
        QVERIFY(gitlab);
        const ci::Delivery delivery = ci::unpack({{"X-Gitlab-Event", "Pipeline Hook"}}, body, TimePoint{});
        const auto reading = ci::readDelivery(*gitlab, delivery);
        QVERIFY2(reading.has_value(), qPrintable(reading ? QString() : reading.error().sentence()));
        QVERIFY(std::holds_alternative<ci::Run>(*reading));
        QCOMPARE(std::get<ci::Run>(*reading).project, u"shop/api"_s);
        QCOMPARE(std::get<ci::Run>(*reading).state, ci::State::Success);
    }

    void commandsAreThoseOfTheManual()
    {
        QCOMPARE(notifyCommand({}).copied,
                 uR"(curl http://localhost:4000/notify -d '{"collection":"orders","type":"paid","data":{"sum":7}}')"_s);
        QVERIFY(priceCommand({}).copied.contains(uR"("collection":"prices","type":"changed")"_s));
    }
};

QTEST_APPLESS_MAIN(TestReach)
#include "tst_reach.moc"
