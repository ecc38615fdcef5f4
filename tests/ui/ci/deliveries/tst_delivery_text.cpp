// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json.h"
#include "tests/ui/samples.h"
#include "ui/ci/deliveries/curl_command.h"
#include "ui/ci/deliveries/deliveries_model.h"
#include "ui/ci/deliveries/delivery_words.h"
#include "ui/ci/deliveries/pretty_body.h"
#include "ui/text/pretty_json.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

ci::DeliveryRecord recordWith(const QByteArray &body, const QByteArray &type = "application/json")
{
    ci::DeliveryRecord record{.id = ci::DeliveryId(1), .received = sampleTime, .provider = u"gitlab"_s};
    record.headers = {{"Content-Type", type}, {"Host", "wall.lan"}, {"X-Gitlab-Token", "•••• (20)"}};
    record.body = body;
    record.bodyBytes = body.size();
    return record;
}

// What a shell makes of a command whose `curl` prints its arguments, each in a line of its own, and then what it reads.
QByteArray heardByCurl(const QString &command)
{
    const QString script
            = u"curl() { for word; do printf '[%s]\\n' \"$word\"; done; case \"$*\" in *@-) cat;; esac; }; "_s;
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, script + command});
    shell.closeWriteChannel();
    return shell.waitForFinished(10'000) ? shell.readAllStandardOutput() : QByteArray();
}

} // namespace

class TestDeliveryText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonIsIndentedAndOtherwiseLeftAlone()
    {
        QCOMPARE(indentedJson("{\"b\":[1,2.50,{\"c\":null}],\"a\":{},\"e\":[ ]}", 1000),
                 "{\n  \"b\": [\n    1,\n    2.50,\n    {\n      \"c\": null\n    }\n  ],\n  \"a\": {},\n  \"e\": "
                 "[]\n}");
        // Order, long numbers, escapes and what looks like structure inside a text stay.
        const QByteArray odd = "{\"z\":9007199254740993,\"a\":\"{\\\"x\\\":[1,2]}\\\\\",\"\":\"\"}";
        const QByteArray indented = indentedJson(odd, 1000);
        QVERIFY(indented.contains("9007199254740993"));
        QVERIFY(indented.contains("\"{\\\"x\\\":[1,2]}\\\\\""));
        QVERIFY(indented.indexOf("\"z\"") < indented.indexOf("\"a\""));
        QCOMPARE(*parseJson(indented), *parseJson(odd));
        QCOMPARE(indentedJson("[]", 10), "[]");
        QCOMPARE(indentedJson("", 10), "");
        QCOMPARE(indentedJson("\"cut in the mid", 100), "\"cut in the mid");
        QVERIFY(indentedJson("}}}}]]]]", 1000).size() < 100);                // wrong, and no harm
        QVERIFY(indentedJson(QByteArray(100'000, '['), 5000).size() < 5500); // deep, and bounded
    }

    void aDeliveryIsReadAsText()
    {
        const QString text = readableDelivery(recordWith("{\"a\":\"<b>x</b>\\u202e\"}"));
        QVERIFY2(text.startsWith(u"Content-Type: application/json\nHost: wall.lan\nX-Gitlab-Token: •••• (20)\n\n{\n"_s),
                 qPrintable(text));
        QVERIFY(text.contains(u"\"a\": \"<b>x</b>"_s));
        QVERIFY(readableDelivery(recordWith("{not json")).endsWith(u"\n{not json"_s));
        QVERIFY(readableDelivery(recordWith("payload=%7B%22a%22%3A1%7D", "application/x-www-form-urlencoded"))
                        .endsWith(u"{\n  \"a\": 1\n}"_s));
        const QString controls = readableDelivery(recordWith("a\x1b[31m\xe2\x80\xae b\tc\r\nd"));
        QVERIFY(!controls.contains(QChar(0x1b)) && !controls.contains(QChar(0x202e)));
        QVERIFY(controls.endsWith(u"b    c\nd"_s));
    }

    void whatIsLongIsCutAndSaysSo()
    {
        const QByteArray body = "{\"a\":\"" + QByteArray("ä").repeated(100'000) + "\"}";
        const QString text = readableDelivery(recordWith(body), 1001);
        QVERIFY(text.size() < 2000);
        QVERIFY(!text.contains(QChar::ReplacementCharacter));
        QVERIFY(text.contains(u"and more"_s));
        ci::DeliveryRecord cut = recordWith("{");
        cut.bodyBytes = 25'000'000;
        QVERIFY(readableDelivery(cut).contains(u"25 MB"_s));
    }

    void aShellReadsBackWhatWasQuoted_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("plain") << "{\"a\":1}"_qba;
        QTest::newRow("quotes") << "it's \"quoted\" $(date) `id` \\ !"_qba;
        QTest::newRow("lines") << "a\n\nb\r\n\tc"_qba;
        QTest::newRow("a file?") << "@/etc/passwd"_qba;
        QTest::newRow("more than ASCII") << QByteArray("ä €");
        QTest::newRow("nothing") << QByteArray();
    }

    void aShellReadsBackWhatWasQuoted()
    {
        QFETCH(QByteArray, body);
        const QByteArray heard = heardByCurl(curlCommand(recordWith(body), u"http://10.0.0.7:4000"_s));
        QCOMPARE(heard,
                 "[http://10.0.0.7:4000/hooks/gitlab]\n[-H]\n[Content-Type: application/json]\n[-H]\n"
                 "[X-Gitlab-Token: SECRET]\n[--data-raw]\n["
                         + body + "]\n");
    }

    void whatIsNoTextGoesThroughBase64()
    {
        QByteArray body("\xff\xfe\x00{}", 5);
        const QByteArray heard = heardByCurl(curlCommand(recordWith(body), u"http://localhost:4000"_s));
        QVERIFY(heard.endsWith("[--data-binary]\n[@-]\n" + body));
        ci::DeliveryRecord stranger = recordWith("{}");
        stranger.provider.clear();
        stranger.headers = {{"X-Evil", "a' ; rm -rf '"}};
        QVERIFY(heardByCurl(curlCommand(stranger, u"http://localhost:4000"_s))
                        .startsWith("[http://localhost:4000/hooks]\n[-H]\n[X-Evil: a' ; rm -rf ']\n"));
    }

    void everyVerdictAndOutcomeIsASentence()
    {
        ci::DeliveryRecord record = recordWith("{}");
        record.proof = {ci::Verdict::Given, u"X-Hub-Signature-256 (HMAC-SHA256)"_s, {}};
        QCOMPARE(verdictSentence(record), u"It is proven by X-Hub-Signature-256 (HMAC-SHA256)."_s);
        QCOMPARE(verdictLook(record), ci::State::Success);
        for (const auto &[scheme, words] : {std::pair{u"sent from this machine"_s, u"from this machine"_s},
                                            {u"played by the demonstration"_s, u"demonstration"_s},
                                            {u"run again by hand"_s, u"by hand"_s}}) {
            record.proof.scheme = scheme;
            QCOMPARE(verdictWords(record), words);
            QCOMPARE(verdictLook(record), ci::State::Unknown); // it proves nothing
            QCOMPARE(verdictSentence(record), u"No proof was asked for: %1."_s.arg(scheme));
        }
        record.proof = {ci::Verdict::Missing, {}, u"no secret is set for it"_s};
        QCOMPARE(verdictSentence(record), u"It carries no proof of who sent it: no secret is set for it."_s);
        record.outcome = ci::Outcome::Recorded;
        QCOMPARE(verdictLook(record), ci::State::Unknown); // nobody asked for one
        record.outcome = ci::Outcome::Refused;
        QCOMPARE(verdictLook(record), ci::State::Failed);
        QSet<QString> words;
        for (int outcome = 0; outcome <= int(ci::Outcome::Refused); ++outcome) {
            record.outcome = static_cast<ci::Outcome>(outcome);
            words.insert(outcomeWords(record.outcome));
            QVERIFY(outcomeSentence(record).endsWith(u'.'));
        }
        QCOMPARE(words.size(), int(ci::Outcome::Refused) + 1);
        words.clear();
        for (const auto verdict : {ci::Verdict::Given, ci::Verdict::Missing, ci::Verdict::Wrong, ci::Verdict::Stale}) {
            record.proof.verdict = verdict;
            words.insert(verdictWords(record));
            QVERIFY(verdictSentence(record).endsWith(u'.'));
        }
        QCOMPARE(words.size(), 4);
    }

    void aRefusalSaysItsReasonOnce()
    {
        ci::DeliveryRecord record = recordWith("{}");
        record.outcome = ci::Outcome::Refused;
        record.status = 401;
        record.proof = {ci::Verdict::Wrong, u"X-Gitlab-Token"_s, u"it is another secret"_s};
        record.detail = u"X-Gitlab-Token: it is another secret"_s;
        QCOMPARE(deliverySentences(record).count(u"another secret"_s), 1);
        record.proof = {};
        record.detail = u"this delivery carries no secret"_s;
        QCOMPARE(deliverySentences(record), u"It was refused with status 401: this delivery carries no secret."_s);
    }

    void whatIsOfNoServiceWasNotAskedForAProof()
    {
        ci::DeliveryRecord record = recordWith("{}");
        record.provider.clear();
        record.outcome = ci::Outcome::Refused;
        record.status = 404;
        QCOMPARE(verdictWords(record), u"not asked"_s);
        QCOMPARE(verdictLook(record), ci::State::Unknown);
    }

    void aListHasNoBodies()
    {
        DeliveriesModel model(nullptr, 4);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QList<ci::DeliveryRecord> page;
        for (int id = 3; id >= 1; --id) {
            page.append(recordWith("{}"));
            page.last().id = ci::DeliveryId(id);
        }
        model.take(page);
        model.take(page); // the same once more, as every two seconds
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(changed.size(), 0);
        QVERIFY(model.at(0).record.body.isEmpty() && model.at(0).record.headers.isEmpty());
        QCOMPARE(model.index(0, 0).data(IdRole).toLongLong(), 3);
        QCOMPARE(model.index(0, DeliveriesModel::Outcome).data(StateRole).toInt(), int(ci::State::Warning)); // invalid
        page.first().id = ci::DeliveryId(9);
        model.take(page);
        QCOMPARE(model.count(), 4);
    }
};

QTEST_GUILESS_MAIN(TestDeliveryText)
#include "tst_delivery_text.moc"
