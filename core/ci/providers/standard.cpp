// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/mapping.h"
#include "core/ci/providers/providers.h"
#include "core/ci/reading.h"

#include <initializer_list>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

Places inData(std::initializer_list<const char *> names)
{
    Places places;
    for (const char *name : names) {
        const QString text = "/data/"_L1 + QLatin1StringView(name);
        places << JsonPointer{.text = text, .path = text.sliced(1).split(u'/')};
    }
    return places;
}

// The names that services use. The specification leaves open what is in `data`.
Mapping usualNames()
{
    return {.project = inData({"project", "project/full_name", "project/path_with_namespace", "project/name",
                               "repository", "repository/full_name", "repository/name", "name"}),
            .state = inData({"status", "state", "result", "conclusion"}),
            .pipeline = inData({"pipeline", "pipeline/name", "workflow", "workflow/name"}),
            .ref = inData({"ref", "branch"}),
            .commit = inData({"commit", "commit/sha", "commit/id", "sha"}),
            .message = inData({"message", "commit/message", "commit_message"}),
            .author = inData({"author", "author/name", "user", "user/name", "commit/author/name"}),
            .url = inData({"url", "web_url", "html_url"}),
            .id = inData({"id", "run_id"}),
            .number = inData({"number", "run_number", "build_number"}),
            .attempt = inData({"attempt", "run_attempt"}),
            .time = {JsonPointer{.text = u"/timestamp"_s, .path = {u"timestamp"_s}}},
            .started = inData({"started_at", "started"}),
            .finished = inData({"finished_at", "finished", "completed_at"}),
            .duration = inData({"duration"}),
            .words = {}};
}

} // namespace

Provider standard()
{
    return Provider{
            .name = "standard"_ba,
            .title = u"Standard Webhooks"_s,
            .recognises =
                    [](const Delivery &delivery) {
                        // Not before the document is read: by that, others may be recognised who sign so, too.
                        return !delivery.header("webhook-id").isEmpty()
                                && !delivery.header("webhook-signature").isEmpty() && !delivery.json.isEmpty();
                    },
            .schemes = {standardWebhook()},
            .idOf = [](const Delivery &delivery) { return delivery.header("webhook-id"); },
            .eventOf = [](const Delivery &delivery) { return textAt(delivery.json, "type"_L1); },
            .read = [mapping = usualNames()](const Delivery &delivery) { return readMapped(mapping, delivery); }};
}

} // namespace tallywall::ci
