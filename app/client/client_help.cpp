// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/client_help.h"

#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr KnownOption to{"to"_L1, true, "URL"_L1, "the wall (http://127.0.0.1:4000)"_L1};
constexpr KnownOption token{"token"_L1, true, "TOKEN"_L1,
                            "the wall's token, which others on this machine may see then"_L1};
constexpr KnownOption tokenFile{"token-file"_L1, true, "FILE"_L1, "a file with the token alone"_L1};
constexpr KnownOption help{"help"_L1, false, ""_L1, "prints this"_L1};

constexpr std::array sendOptions{
        KnownOption{"collection"_L1, true, "NAME"_L1,
                    "where the events belong: a to z, 0 to 9, \"_\", \".\" and \"-\""_L1},
        KnownOption{"type"_L1, true, "TYPE"_L1, "what has happened: such as created"_L1},
        KnownOption{"data"_L1, true, "JSON|@FILE"_L1,
                    "one JSON value, here or in a file; \"@-\" is --lines -. Without it the event has no data"_L1},
        KnownOption{"lines"_L1, true, "FILE"_L1,
                    "one event for each line of the file, which is its data in JSON; \"-\" is standard input"_L1},
        KnownOption{"from"_L1, true, "LINE"_L1, "the first line that is sent: to go on where it stopped (1)"_L1},
        KnownOption{"no-store"_L1, false, ""_L1, "only for who listens now: the wall does not keep it"_L1},
        KnownOption{"keep-going"_L1, false, ""_L1, "leaves out a line that is refused, instead of stopping there"_L1},
        KnownOption{"retry"_L1, true, "SECONDS"_L1,
                    "how long to try again while the wall is away or busy (30); 0: tries once"_L1},
        KnownOption{"progress"_L1, false, ""_L1, "tells how far it is, also where standard error is no terminal"_L1},
        to,
        token,
        tokenFile,
        help,
};

constexpr std::array watchOptions{
        KnownOption{"collection"_L1, true, "NAME,..."_L1, "only these; without it all"_L1},
        KnownOption{"since"_L1, true, "ID"_L1, "what came after this event first; 0: all that is kept"_L1},
        KnownOption{"count"_L1, true, "N"_L1, "ends after so many events, gaps not counted"_L1},
        KnownOption{"data-only"_L1, false, ""_L1,
                    "the data alone; null for an event without. Gaps are told on standard error"_L1},
        to,
        token,
        tokenFile,
        help,
};

constexpr auto sendUsage
        = R"(Usage: tallywall send --collection NAME --type TYPE [--data JSON|@FILE | --lines FILE] [options]

Publishes one event and prints it as the wall has it, or one for each line of a file, in order.

)"_L1;

constexpr auto sendExamples = R"(
Examples:
  tallywall send --collection orders --type created --data '{"id":7}'
  tallywall send --collection deploys --type done --data @deploy.json --to https://wall.example.org
  journalctl -f -o json | tallywall send --collection journal --type line --data @-
)"_L1;

constexpr auto sendExitCodes = R"(
Exit codes: 0 everything was sent, 1 something was not, or nobody knows, 2 a mistake on the command line, 130 lines were
stopped by Ctrl+C or SIGTERM, after those under way.
)"_L1;

constexpr auto watchUsage = R"(Usage: tallywall watch [--collection NAME] [options]

Prints what happens on a wall as it happens: one envelope a line, in JSON. A connection that is lost is made again,
and what came meanwhile is fetched; where the wall cannot tell it any more, there is a line of collection feed and type gap.

)"_L1;

constexpr auto watchExamples = R"(
Examples:
  tallywall watch --collection orders,deploys
  tallywall watch --since 0 --collection orders | jq .data
  tallywall watch --to http://other:4000 --collection orders --data-only |
      tallywall send --collection orders --type copied --data @-
)"_L1;

constexpr auto watchExitCodes = R"(
Exit codes: 0 ended by --count or by who reads it, 2 a mistake on the command line, or no such wall. Ctrl+C and SIGTERM end
it at once (130 and 143 in a shell). A connection that is lost ends nothing: it is made again for ever.
)"_L1;

constexpr auto environmentHelp = R"(
TALLYWALL_TO and TALLYWALL_TOKEN stand for --to and --token; the command line wins. On the machine of the wall no token
is needed.
)"_L1;

} // namespace

std::span<const KnownOption> sendCommandOptions()
{
    return sendOptions;
}

std::span<const KnownOption> watchCommandOptions()
{
    return watchOptions;
}

QString sendHelp()
{
    return sendUsage + describe(sendOptions) + sendExamples + environmentHelp + sendExitCodes;
}

QString watchHelp()
{
    return watchUsage + describe(watchOptions) + watchExamples + environmentHelp + watchExitCodes;
}

} // namespace tallywall
