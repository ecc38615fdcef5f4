// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/atom.h"

#include <QSet>
#include <QtTest>
#include <QUrl>
#include <QUuid>
#include <QXmlStreamReader>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

constexpr TimePoint finished = fromUnixMs(1'795'214'160'123);
const QString wall = u"http://wall:4000"_s;

Run runOf(Transition transition)
{
    return {.id = RunId(7),
            .provider = u"gitlab"_s,
            .project = u"shop/api"_s,
            .ref = u"main"_s,
            .commit = u"0e6a3f12aabbccdd"_s,
            .message = u"Add the wall"_s,
            .author = u"Ada"_s,
            .state = transition == Transition::Fixed ? State::Success : State::Failed,
            .finished = finished,
            .url = u"https://ci.example.com/31"_s,
            .key = u"31"_s,
            .number = 31,
            .updated = finished + std::chrono::hours(1),
            .transition = transition};
}

// The texts of one element by name, links by relation ("link self").
using Texts = QMultiHash<QString, QString>;

QString linkName(const QXmlStreamAttributes &attributes)
{
    return u"link "_s + attributes.value("rel"_L1).toString();
}

void take(QXmlStreamReader &xml, Texts &texts)
{
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString();
        if (name == "link"_L1) {
            const auto attributes = xml.attributes();
            texts.insert(linkName(attributes), attributes.value("href"_L1).toString());
            xml.skipCurrentElement();
        } else if (name == "author"_L1) {
            xml.readNextStartElement();
            texts.insert(u"author "_s + xml.name().toString(), xml.readElementText());
            xml.skipCurrentElement();
        } else {
            texts.insert(name, xml.readElementText());
        }
    }
}

struct Feed {
    Texts texts;
    QList<Texts> entries;
};

// Empty where it is not well-formed, or no Atom.
Feed read(const QByteArray &bytes)
{
    QXmlStreamReader xml(bytes);
    xml.readNextStartElement();
    if (xml.name() != "feed"_L1 || xml.namespaceUri() != "http://www.w3.org/2005/Atom"_L1)
        return {};
    Feed feed;
    while (xml.readNextStartElement()) {
        if (xml.name() == "entry"_L1) {
            feed.entries.append(Texts());
            take(xml, feed.entries.last());
        } else if (xml.name() == "link"_L1) {
            const auto attributes = xml.attributes();
            feed.texts.insert(linkName(attributes), attributes.value("href"_L1).toString());
            xml.skipCurrentElement();
        } else {
            feed.texts.insert(xml.name().toString(), xml.readElementText(QXmlStreamReader::IncludeChildElements));
        }
    }
    return xml.hasError() ? Feed{} : feed;
}

QString idOf(const Run &run)
{
    return read(transitionsFeed({run}, wall)).entries.value(0).value(u"id"_s);
}

} // namespace

class AtomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesTellWhatBrokeAndWhatWasFixed();
    void otherTransitionsAreLeftOut();
    void theFeedIsAsNewAsItsNewestEntry();
    void anEmptyFeedIsAFeed();
    void idsDependOnTheRunAlone();
    void whatIsNotKnownIsLeftOut();
    void textsOfStrangersStayTexts();
};

void AtomTest::entriesTellWhatBrokeAndWhatWasFixed()
{
    Run deployed = runOf(Transition::Fixed);
    deployed.pipeline = u"deploy"_s;
    const Feed feed = read(transitionsFeed({runOf(Transition::Broken), deployed}, wall));
    QCOMPARE(feed.entries.size(), 2);
    const Texts &broken = feed.entries.first();
    QCOMPARE(broken.value(u"title"_s), u"shop/api main is broken"_s);
    QCOMPARE(broken.value(u"updated"_s), u"2026-11-20T22:36:00.123Z"_s);
    QCOMPARE(broken.value(u"link alternate"_s), u"https://ci.example.com/31"_s);
    QCOMPARE(broken.value(u"author name"_s), u"Ada"_s);
    QCOMPARE(broken.value(u"summary"_s), u"#31 failed: Add the wall (0e6a3f12), by Ada"_s);
    QCOMPARE(feed.entries.last().value(u"title"_s), u"shop/api deploy main is fixed"_s);
}

void AtomTest::otherTransitionsAreLeftOut()
{
    QVERIFY(read(transitionsFeed({runOf(Transition::StillBroken), runOf(Transition::None)}, wall)).entries.isEmpty());
}

void AtomTest::theFeedIsAsNewAsItsNewestEntry()
{
    Run newer = runOf(Transition::Fixed);
    newer.finished = finished + std::chrono::seconds(1);
    const Feed feed = read(transitionsFeed({newer, runOf(Transition::Broken)}, wall));
    QCOMPARE(feed.texts.value(u"updated"_s), u"2026-11-20T22:36:01.123Z"_s);
}

void AtomTest::anEmptyFeedIsAFeed()
{
    const Feed feed = read(transitionsFeed({}, wall));
    for (const QString &needed : {u"id"_s, u"title"_s, u"updated"_s, u"author"_s}) // RFC 4287, section 4.1.1
        QVERIFY2(!feed.texts.value(needed).isEmpty(), qPrintable(needed));
    QCOMPARE(feed.texts.value(u"link self"_s), u"http://wall:4000/ci/transitions.atom"_s);
    QCOMPARE(feed.texts.value(u"link alternate"_s), wall);
}

void AtomTest::idsDependOnTheRunAlone()
{
    const Run run = runOf(Transition::Broken);
    const QString id = idOf(run);
    QVERIFY(id.startsWith("urn:uuid:"_L1));
    QVERIFY(!QUuid(id.sliced(9)).isNull());
    // Never to be changed: readers would show every entry again.
    QCOMPARE(id, u"urn:uuid:dadeb747-438f-589b-ad23-0340cc5676bc"_s);

    Run told = run;
    told.id = RunId(8);
    told.message = u"Another"_s;
    told.updated += std::chrono::hours(3);
    QCOMPARE(read(transitionsFeed({told}, u"https://10.0.0.3"_s)).entries.value(0).value(u"id"_s), id);

    QSet<QString> ids{id};
    for (const auto &change : QList<std::function<void(Run &)>>{
                 [](Run &other) { other.provider = u"github"_s; }, [](Run &other) { other.project = u"shop"_s; },
                 [](Run &other) { other.key = u"32"_s; }, [](Run &other) { other.attempt = 2; },
                 [](Run &other) { other.transition = Transition::Fixed; }}) {
        Run other = run;
        change(other);
        ids.insert(idOf(other));
    }
    QCOMPARE(ids.size(), 6);
}

void AtomTest::whatIsNotKnownIsLeftOut()
{
    const Run run{.provider = u"buildkite"_s,
                  .project = u"shop"_s,
                  .state = State::Error,
                  .key = u"f62a1b4d"_s,
                  .updated = finished,
                  .transition = Transition::Broken};
    const Texts entry = read(transitionsFeed({run}, wall)).entries.value(0);
    QCOMPARE(entry.value(u"title"_s), u"shop is broken"_s);
    QCOMPARE(entry.value(u"updated"_s), u"2026-11-20T22:36:00.123Z"_s);
    QCOMPARE(entry.value(u"link alternate"_s), wall + "/#/ci/run/0"_L1);
    QCOMPARE(entry.value(u"summary"_s), u"error"_s);
    QVERIFY(!entry.contains(u"author name"_s)); // the feed's
}

void AtomTest::textsOfStrangersStayTexts()
{
    Run run = runOf(Transition::Broken);
    run.project = u"<script>alert(1)</script>&amp;"_s;
    run.message = u"]]><b>bold</b>"_s + QChar(0);
    run.author = u"\"Ada\" <ada@example.com>"_s;
    run.url = u"https://ci.example.com/?a=1&b=2"_s;
    const QByteArray bytes = transitionsFeed({run}, wall);
    QVERIFY(!bytes.contains("<script"));
    QVERIFY(!bytes.contains("type=\"html\""));
    const Texts entry = read(bytes).entries.value(0);
    QCOMPARE(entry.value(u"title"_s), u"<script>alert(1)</script>&amp; main is broken"_s);
    QCOMPARE(entry.value(u"author name"_s), run.author);
    QCOMPARE(entry.value(u"link alternate"_s), run.url);
    QVERIFY(entry.value(u"summary"_s).contains(u"]]><b>bold</b>\uFFFD"_s));
}

QTEST_GUILESS_MAIN(AtomTest)
#include "atom_test.moc"
