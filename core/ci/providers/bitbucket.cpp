// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/providers/beginning.h"
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <algorithm>
#include <array>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array words{
        StateWord{"INPROGRESS"_L1, State::Running},
        StateWord{"SUCCESSFUL"_L1, State::Success},
        StateWord{"FAILED"_L1, State::Failed},
        StateWord{"STOPPED"_L1, State::Canceled},
};

constexpr Missing missing{u"Bitbucket"};

// What the name of a status tells: "Pipeline #4 for main" of Bitbucket's own, "wall » main #42" of a Jenkins.
struct Title {
    bool own = false; // of Bitbucket Pipelines
    QString pipeline;
    QString ref;
    qint64 number = 0;
};

Title titleOf(const QString &name)
{
    constexpr QLatin1StringView own("Pipeline #");
    if (name.startsWith(own)) {
        const QString number = name.sliced(own.size()).section(u' ', 0, 0);
        if (number.toLongLong() > 0)
            return {true, {}, name.section(" for "_L1, 1), number.toLongLong()};
    }
    const qsizetype hash = name.lastIndexOf(" #"_L1);
    const qint64 number = hash > 0 ? QStringView(name).sliced(hash + 2).toLongLong() : 0;
    return {false, number > 0 ? name.first(hash).trimmed() : name, {}, std::max<qint64>(number, 0)};
}

QString lastPart(const QString &address)
{
    QStringView text(address);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text.sliced(text.lastIndexOf(u'/') + 1).toString();
}

QString authorOf(const QJsonObject &body)
{
    const QString raw = textAt(body, "commit_status.commit.author.raw"_L1); // "Ada <ada@example.com>"
    return firstOf({textAt(body, "commit_status.commit.author.user.display_name"_L1), raw.section(u'<', 0, 0).trimmed(),
                    textAt(body, "actor.display_name"_L1)});
}

Result<Reading> readStatus(const Delivery &delivery)
{
    const QJsonObject &body = delivery.json;
    const QJsonObject status = body.value("commit_status"_L1).toObject();
    const QString key = textAt(status, "key"_L1);
    const auto created = momentAt(status, "created_on"_L1);
    const auto updated = momentAt(status, "updated_on"_L1);
    Title title = titleOf(textAt(status, "name"_L1));
    Run run{.project = nameAt(body, {"repository.full_name"_L1}),
            .pipeline = title.own ? QString() : firstOf({title.pipeline, key}),
            .ref = firstOf({shortRef(textAt(status, "refname"_L1)), title.ref}),
            .commit = firstOf({textAt(status, "commit.hash"_L1), lastPart(textAt(status, "links.commit.href"_L1))}),
            .message = textAt(status, "commit.message"_L1),
            .author = authorOf(body),
            .started = created,
            .url = textAt(status, "url"_L1),
            .number = title.number,
            .said = updated.value_or(TimePoint{}),
            .generation = updated ? std::max<qint64>(toUnixMs(*updated), 1) : 1};
    if (run.project.isEmpty())
        return missing("repository.full_name"_L1);
    if (key.isEmpty())
        return missing("commit_status.key"_L1);
    if (run.commit.isEmpty())
        return missing("commit_status.commit.hash"_L1);
    if (!status.value("state"_L1).isString())
        return missing("commit_status.state"_L1);

    run.key = title.own ? u"pipeline %1"_s.arg(title.number) : u"%1 %2"_s.arg(run.commit, key);
    if (run.number == 0)
        run.number = lastPart(run.url).toLongLong();
    if (!title.own && created) // the numbers may be of several counters
        run.sequence = toUnixMs(orderly(*created, delivery.received));
    report(run, words, textAt(status, "state"_L1));
    if (isFinished(run.reported))
        run.finished = updated;
    return Reading(run);
}

Result<Reading> read(const Delivery &delivery)
{
    const QString event = QString::fromUtf8(delivery.header("X-Event-Key"));
    if (event == "diagnostics:ping"_L1)
        return Reading(Ignored{u"connected"_s});
    if (event.startsWith("repo:commit_status_"_L1) || delivery.json.contains("commit_status"_L1))
        return readStatus(delivery);
    if (delivery.header("X-Hook-UUID").isEmpty())
        return Reading(
                Ignored{u"Bitbucket Data Center does not tell of builds; let the service that builds post here"_s});
    return Reading(Ignored{
            u"Bitbucket's \"%1\" events have nothing to show; \"Build status created\" and \"updated\" do"_s.arg(
                    event.left(40))});
}

} // namespace

Provider bitbucket()
{
    return Provider{
            .name = "bitbucket"_ba,
            .title = u"Bitbucket"_s,
            .recognises =
                    [](const Delivery &delivery) {
                        return !delivery.header("X-Event-Key").isEmpty()
                                && !(delivery.header("X-Hook-UUID").isEmpty()
                                     && delivery.header("X-Request-Id").isEmpty());
                    },
            .schemes = {hexHmac("X-Hub-Signature"_ba, "sha256="_ba)},
            .idOf =
                    [](const Delivery &delivery) {
                        const QByteArray id = delivery.header("X-Request-UUID");
                        return id.isEmpty() ? delivery.header("X-Request-Id") : id;
                    },
            .eventOf = [](const Delivery &delivery) { return QString::fromUtf8(delivery.header("X-Event-Key")); },
            .read = &read};
}

} // namespace tallywall::ci
