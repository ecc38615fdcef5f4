// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The examples are those of the protocol's documentation ("Library auth reference").
#include "core/pusher/proofs.h"

#include <QtTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::pusher;

namespace {

const PusherApp app{"3", "278d425bdf160c739803", "7ad3773142a6692b25b8"};
constexpr qint64 calledAt = 1353088179;

Call documentedCall()
{
    return {"POST",
            "/apps/3/events",
            {{u"auth_key"_s, u"278d425bdf160c739803"_s},
             {u"auth_timestamp"_s, QString::number(calledAt)},
             {u"auth_version"_s, u"1.0"_s},
             {u"body_md5"_s, u"ec365a775a4cd0599faeb73354201b6f"_s},
             {u"auth_signature"_s, u"da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c"_s}},
            "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}"};
}

TimePoint at(qint64 seconds)
{
    return fromUnixMs(seconds * 1000);
}

void set(Call &call, const QString &name, const QString &value)
{
    for (auto &[known, old] : call.query) {
        if (known == name)
            old = value;
    }
}

// With another signature, which is right for what the call is now.
Call signedAnew(Call call)
{
    set(call, u"auth_signature"_s, QString::fromLatin1(callSignature(app, call)));
    return call;
}

} // namespace

class ProofsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDocumentedSubscriptionsAreSignedSo()
    {
        QCOMPARE(subscriptionAuth(app, "1234.1234", "private-foobar"),
                 "278d425bdf160c739803:58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4"_ba);
        QCOMPARE(subscriptionAuth(app, "1234.1234", "presence-foobar",
                                  R"({"user_id":10,"user_info":{"name":"Mr. Channels"}})"),
                 "278d425bdf160c739803:31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80"_ba);
    }

    void aSubscriptionIsProvedByItsSignatureAlone()
    {
        const QByteArray auth = subscriptionAuth(app, "1.2", "private-a");
        QVERIFY(provesSubscription(app, auth, "1.2", "private-a"));
        QVERIFY(!provesSubscription(app, auth, "1.3", "private-a"));
        QVERIFY(!provesSubscription(app, auth, "1.2", "private-b"));
        QVERIFY(!provesSubscription(app, auth, "1.2", "private-a", "{}"));
        QVERIFY(!provesSubscription(app, auth.sliced(auth.indexOf(':') + 1), "1.2", "private-a"));
        QVERIFY(!provesSubscription(app, "", "1.2", "private-a"));
        QVERIFY(!provesSubscription(app, auth.toUpper(), "1.2", "private-a"));
    }

    void aUserIsProvedByHisSignatureAlone()
    {
        const QByteArray user = R"({"id":"12345"})";
        QCOMPARE(userAuth(app, "1234.1234", user),
                 "278d425bdf160c739803:4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba"_ba);
        QVERIFY(provesUser(app, userAuth(app, "1.2", user), "1.2", user));
        QVERIFY(!provesUser(app, userAuth(app, "1.2", user), "1.2", R"({"id":"12346"})"));
    }

    void anApplicationWithoutASecretProvesNothing()
    {
        const PusherApp none;
        QVERIFY(!provesSubscription(none, subscriptionAuth(none, "1.2", "private-a"), "1.2", "private-a"));
        QVERIFY(!provesUser(none, userAuth(none, "1.2", "{}"), "1.2", "{}"));
    }

    void theDocumentedCallIsTaken()
    {
        QVERIFY(checkCall(app, documentedCall(), at(calledAt)));
        Call mixed = documentedCall();
        std::reverse(mixed.query.begin(), mixed.query.end());
        for (auto &[name, value] : mixed.query)
            name = name.toUpper();
        QVERIFY(checkCall(app, mixed, at(calledAt)));
    }

    void theMd5MayBeInCapitals()
    {
        Call call = documentedCall();
        set(call, u"body_md5"_s, u"EC365A775A4CD0599FAEB73354201B6F"_s);
        QVERIFY(checkCall(app, signedAnew(call), at(calledAt)));
    }

    void thePathMayBeSignedBeforeItWasEncoded()
    {
        Call call = documentedCall();
        for (const char *path : {"/apps/3/users/a b/x", "/apps/3/users/a%20b/x"}) {
            call.path = path;
            Call sent = signedAnew(call);
            sent.path = "/apps/3/users/a%20b/x";
            QVERIFY(checkCall(app, sent, at(calledAt)));
            sent.path = "/apps/3/users/a%20c/x";
            QVERIFY(!checkCall(app, sent, at(calledAt)));
        }
    }

    void aListInTheQueryIsSignedInItsOrder()
    {
        Call call = documentedCall();
        for (const auto &[name, value] : {std::pair{u"Name"_s, u"Something else"_s}, std::pair{u"channels[]"_s, u"b"_s},
                                          std::pair{u"channels[]"_s, u"a"_s}})
            call.query.append({name, value});
        const Call sent = signedAnew(call);
        QVERIFY(checkCall(app, sent, at(calledAt)));
        Call swapped = sent;
        std::swap(swapped.query[swapped.query.size() - 1], swapped.query[swapped.query.size() - 2]);
        QVERIFY(!checkCall(app, swapped, at(calledAt)));
        Call longer = sent;
        longer.query.append({u"channels[]"_s, u"c"_s});
        QVERIFY(!checkCall(app, longer, at(calledAt)));
    }

    void aCallIsTakenForTenMinutes()
    {
        QVERIFY(checkCall(app, documentedCall(), at(calledAt + 600)));
        QVERIFY(checkCall(app, documentedCall(), at(calledAt - 600)));
        for (const qint64 time : {calledAt + 601, calledAt - 601}) {
            const auto checked = checkCall(app, documentedCall(), at(time));
            QVERIFY(!checked);
            QCOMPARE(checked.error().code, ErrorCode::Unauthorized);
            QVERIFY(checked.error().message.contains("auth_timestamp"_L1));
        }
    }

    void whatIsWrongWithACallIsTold_data()
    {
        QTest::addColumn<Call>("call");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QString &named, const std::function<void(Call &)> &spoil) {
            Call call = documentedCall();
            spoil(call);
            QTest::newRow(name) << call << named;
        };
        row("not signed", u"auth_key"_s, [](Call &call) { call.query.clear(); });
        row("without a signature", u"auth_signature"_s, [](Call &call) { call.query.removeLast(); });
        row("another key", u"auth_key"_s, [](Call &call) {
            set(call, u"auth_key"_s, u"other"_s);
            call = signedAnew(call);
        });
        row("another version", u"auth_version"_s, [](Call &call) {
            set(call, u"auth_version"_s, u"2.0"_s);
            call = signedAnew(call);
        });
        row("no number", u"auth_timestamp"_s, [](Call &call) {
            set(call, u"auth_timestamp"_s, u"now"_s);
            call = signedAnew(call);
        });
        row("no time", u"seconds since 1970"_s, [](Call &call) {
            set(call, u"auth_timestamp"_s, u"abc"_s);
            call = signedAnew(call);
        });
        for (const char *timestamp : {" 1353088179", "+1353088179", "1353088179 ", "01353088179"}) {
            row(timestamp, u"in digits alone"_s, [timestamp](Call &call) {
                set(call, u"auth_timestamp"_s, QLatin1StringView(timestamp));
                call = signedAnew(call);
            });
        }
        row("a parameter within a name", u"taken for two"_s, [](Call &call) {
            call.query.append({u"filter_by_prefix=zzz&info"_s, u"subscription_count"_s});
            call = signedAnew(call);
        });
        row("a value within a name", u"taken for two"_s, [](Call &call) {
            call.query.append({u"a=b"_s, u"c"_s});
            call = signedAnew(call);
        });
        row("a parameter within a value", u"taken for two"_s, [](Call &call) {
            call.query.append({u"filter_by_prefix"_s, u"zzz&info=subscription_count"_s});
            call = signedAnew(call);
        });
        row("a parameter given twice", u"\"info\" is given twice"_s, [](Call &call) {
            call.query.append({u"info"_s, u"x"_s});
            call = signedAnew(call);
            call.query.prepend({u"INFO"_s, u"y"_s});
        });
        row("another parameter", u"auth_signature"_s, [](Call &call) { call.query.append({u"info"_s, u"x"_s}); });
        row("another method", u"auth_signature"_s, [](Call &call) { call.method = "GET"; });
        row("another path", u"auth_signature"_s, [](Call &call) { call.path = "/apps/3/batch_events"; });
        row("another body", u"body_md5"_s, [](Call &call) { call.body.append(' '); });
        row("a body that is not covered", u"body_md5 is missing"_s, [](Call &call) {
            call.query.removeAt(3);
            call = signedAnew(call);
        });
    }
    void whatIsWrongWithACallIsTold()
    {
        QFETCH(Call, call);
        QFETCH(QString, named);
        const auto checked = checkCall(app, call, at(calledAt));
        QVERIFY(!checked);
        QCOMPARE(checked.error().code, ErrorCode::Unauthorized);
        QVERIFY2(checked.error().message.contains(named), qPrintable(checked.error().message));
    }
};

QTEST_GUILESS_MAIN(ProofsTest)
#include "proofs_test.moc"
