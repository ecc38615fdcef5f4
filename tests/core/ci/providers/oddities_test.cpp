// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a stranger puts into a delivery, nothing falls over, and no row of nonsense comes of it: every fixture of every
// built-in provider, each of its members in turn, at any depth, taken away or of an odd type, text or size.
#include "core/ci/masking.h"
#include "core/ci/merge.h"
#include "core/ci/reading.h"
#include "tests/core/ci/deliveries.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;
using namespace tallywall::ci::test;

namespace {

// Where a service says what a delivery is about in a header: the events that its fixtures are named by; the last one is that
// of all other fixtures.
struct EventHeader {
    const char *provider;
    QByteArray name;
    QByteArrayList events;
};

const std::array eventHeaders{
        EventHeader{"forgejo", "X-Forgejo-Event", {"workflow_job_running", "push", "action_run_success"}},
        EventHeader{"gitea", "X-Gitea-Event", {"workflow_job", "push", "workflow_run"}},
        EventHeader{"github",
                    "X-GitHub-Event",
                    {"workflow_job", "check_suite", "check_run", "status", "deployment_status", "ping", "push",
                     "workflow_run"}},
        EventHeader{"bitbucket", "X-Event-Key", {"repo:commit_status_updated"}},
        EventHeader{"circleci", "circleci-event-type", {"ping", "workflow-completed"}},
        EventHeader{"drone", "X-Drone-Event", {"build"}},
};

HeaderList headersOf(const Provider &provider, const QString &file)
{
    for (const EventHeader &header : eventHeaders) {
        if (provider.name != header.provider)
            continue;
        const auto named = std::find_if(header.events.begin(), header.events.end(), [&file](const QByteArray &event) {
            return file.startsWith(QLatin1StringView(event));
        });
        return {{header.name, named == header.events.end() ? header.events.constLast() : *named}};
    }
    return {};
}

QString folderOf(const Provider &provider)
{
    return provider.name == "gitlab" ? QString() : QString::fromLatin1(provider.name) + u'/';
}

QStringList fixturesOf(const Provider &provider)
{
    const QDir folder(qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/core/ci/data/"_L1 + folderOf(provider));
    QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    for (QString &name : names)
        name.chop(5);
    return names;
}

Delivery deliveryOf(const Provider &provider, const QString &file)
{
    return posted(fixture(folderOf(provider) + file), headersOf(provider, file));
}

const QList<QJsonValue> &oddities()
{
    static const QList<QJsonValue> values{QJsonValue(QJsonValue::Undefined),
                                          QJsonValue(QJsonValue::Null),
                                          QJsonValue(true),
                                          QJsonValue(-1),
                                          QJsonValue(1e300),
                                          QJsonValue(std::numeric_limits<qint64>::max()),
                                          QJsonValue(u"x"_s),
                                          QJsonValue(u"<img src=x onerror=\"alert('1')\">&amp;"_s),
                                          QJsonValue(u"javascript:alert(1)"_s),
                                          QJsonValue(u"a\u0000b\u001b[31m\r\nc\u2028d\u202ee\u0085"_s),
                                          QJsonValue(QString(300, QChar(0xd83d))), // halves of characters
                                          QJsonValue(QJsonArray{QJsonArray{}, QJsonObject{}, 7}),
                                          QJsonValue(QJsonObject{{"a"_L1, 1}})};
    return values;
}

const QJsonValue &megabyte()
{
    static const QJsonValue text(QString(1024 * 1024, u'y'));
    return text;
}

// Of every member of a document, also of those within others.
void collectPaths(const QJsonValue &value, const QStringList &path, QList<QStringList> &paths)
{
    if (!path.isEmpty())
        paths.append(path);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectPaths(it.value(), path + QStringList{it.key()}, paths);
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
        collectPaths(array.at(i), path + QStringList{QString::number(i)}, paths);
}

// Whether a text fits into a line of a table, and keeps to it.
bool isLine(const QString &text, qsizetype longest)
{
    return text.size() <= longest && std::none_of(text.begin(), text.end(), [](QChar character) {
               return character.category() == QChar::Other_Control || character == QChar::LineSeparator
                       || character == QChar::ParagraphSeparator || character == QChar(0x202e);
           });
}

bool isLink(const QString &url)
{
    return url.isEmpty() || (url.size() <= 2000 && webUrl(url) == url);
}

template<typename T> // a run or a job
bool hasProperTimes(const T &it)
{
    return (isFinished(it.state) || (!it.finished && !it.duration)) && (!it.duration || *it.duration >= 0);
}

bool isKnown(State state)
{
    return stateFromWord(QString::fromLatin1(stateWord(state))) == state;
}

bool isProper(const Job &job)
{
    return isKnown(job.state) && isLine(job.name, 200) && isLine(job.stage, 200) && isLink(job.url)
            && hasProperTimes(job);
}

// What is wrong with a run that is to be shown; nothing where all is well.
QByteArray nonsenseIn(const Run &run)
{
    if (run.project.isEmpty() || run.key.isEmpty() || run.sequence <= 0 || run.attempt < 1 || run.number < 0)
        return "no identity";
    if (!isKnown(run.state) || (!run.word.isEmpty() && run.reported != State::Unknown))
        return "state";
    for (const QString &text :
         {run.project, run.pipeline, run.ref, run.commit, run.message, run.author, run.word, run.key}) {
        if (!isLine(text, 250))
            return "text";
    }
    if (!isLink(run.url))
        return "link";
    if (!hasProperTimes(run))
        return "times";
    if (run.jobs.size() > Run::maxJobs || !std::all_of(run.jobs.begin(), run.jobs.end(), &isProper))
        return "jobs";
    return QJsonDocument::fromJson(runJson(merge({}, run))).isObject() ? QByteArray() : "JSON";
}

QByteArray nonsenseIn(const Result<Reading> &reading)
{
    constexpr qsizetype sentence = 300;
    if (!reading) {
        const Error &error = reading.error();
        return error.code == ErrorCode::Invalid && !error.place.isEmpty() && isLine(error.sentence(), sentence)
                ? QByteArray()
                : "error: " + error.sentence().left(sentence).toUtf8();
    }
    if (const auto *ignored = std::get_if<Ignored>(&*reading)) {
        return !ignored->why.isEmpty() && isLine(ignored->why, sentence)
                ? QByteArray()
                : "ignored: " + ignored->why.left(sentence).toUtf8();
    }
    return nonsenseIn(std::get<Run>(*reading));
}

void addProviderRows()
{
    QTest::addColumn<QByteArray>("name");
    for (const Provider &provider : builtInProviders())
        QTest::newRow(provider.name) << provider.name;
}

} // namespace

class OdditiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyMemberMayBeAnything_data() { addProviderRows(); }
    void anyMemberMayBeAnything()
    {
        QFETCH(QByteArray, name);
        const Provider &provider = *providerByName(builtInProviders(), name);
        int runs = 0;
        QList<QJsonValue> values = oddities() + QList<QJsonValue>{megabyte()};
        for (const QString &file : fixturesOf(provider)) {
            Delivery delivery = deliveryOf(provider, file);
            const QJsonObject whole = delivery.json;
            QList<QStringList> paths;
            collectPaths(whole, {}, paths);
            for (const QStringList &path : paths) {
                for (const QJsonValue &oddity : values) {
                    delivery.json = with(whole, path, oddity);
                    const auto reading = readDelivery(provider, delivery);
                    const QByteArray nonsense = nonsenseIn(reading);
                    QVERIFY2(nonsense.isEmpty(),
                             file.toUtf8() + ": " + path.join(u'.').toUtf8() + " as "
                                     + QJsonDocument(QJsonArray{oddity}).toJson(QJsonDocument::Compact).left(80) + ": "
                                     + nonsense);
                    runs += reading && std::holds_alternative<Run>(*reading) ? 1 : 0;
                }
            }
            values = oddities(); // a megabyte takes its time: in the first fixture alone
        }
        QVERIFY(runs > 100); // the fixtures are read, and not only refused
    }

    // Who a delivery is from, and which one it is, is asked before it is believed.
    void anyMemberMayBeAnythingWhereItIsRecognised_data() { addProviderRows(); }
    void anyMemberMayBeAnythingWhereItIsRecognised()
    {
        QFETCH(QByteArray, name);
        const Provider &provider = *providerByName(builtInProviders(), name);
        const QString file = fixturesOf(provider).constFirst();
        const bool byHeader = provider.recognises(posted("{}", headersOf(provider, file)));
        Delivery delivery = deliveryOf(provider, file);
        const QJsonObject whole = delivery.json;
        for (const QString &member : whole.keys()) {
            for (const QJsonValue &oddity : oddities()) {
                delivery.json = with(whole, {member}, oddity);
                QVERIFY(provider.recognises(delivery) || !byHeader);
                QVERIFY(provider.idOf(delivery).size() < 1000);
                QVERIFY(provider.eventOf(delivery).size() < 1000);
            }
        }
    }

    // The inspector hides members by their names; what it keeps is what is run again.
    void nothingThatIsReadIsHidden_data() { addProviderRows(); }
    void nothingThatIsReadIsHidden()
    {
        QFETCH(QByteArray, name);
        const Provider &provider = *providerByName(builtInProviders(), name);
        for (const QString &file : fixturesOf(provider)) {
            const Delivery delivery = deliveryOf(provider, file);
            const Delivery kept = posted(withoutSecretMembers(delivery.body), headersOf(provider, file));
            QCOMPARE(kept.unreadable.has_value(), delivery.unreadable.has_value());
            const auto reading = readDelivery(provider, delivery);
            const auto again = readDelivery(provider, kept);
            QVERIFY2(reading ? again && *again == *reading
                             : !again && again.error().sentence() == reading.error().sentence(),
                     file.toUtf8());
            QCOMPARE(provider.recognises(kept), provider.recognises(delivery));
            QCOMPARE(provider.idOf(kept), provider.idOf(delivery));
            QCOMPARE(provider.eventOf(kept), provider.eventOf(delivery));
        }
    }

    // An address that was copied into the settings of another service.
    void aDocumentOfAnotherServiceIsNoNonsense_data() { addProviderRows(); }
    void aDocumentOfAnotherServiceIsNoNonsense()
    {
        QFETCH(QByteArray, name);
        const Provider &provider = *providerByName(builtInProviders(), name);
        for (const Provider &other : builtInProviders()) {
            for (const QString &file : fixturesOf(other)) {
                const Delivery delivery = deliveryOf(other, file);
                if (delivery.unreadable)
                    continue;
                const QByteArray nonsense = nonsenseIn(readDelivery(provider, delivery));
                QVERIFY2(nonsense.isEmpty(), other.name + '/' + file.toUtf8() + ": " + nonsense);
            }
        }
    }
};

QTEST_GUILESS_MAIN(OdditiesTest)
#include "oddities_test.moc"
