// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "app/suggestion.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

Error invalid(const QString &place, const QString &why)
{
    return Error{ErrorCode::Invalid, why, place};
}

Error noSuchOption(const QString &argument, const QString &name, std::span<const KnownOption> known,
                   QLatin1StringView asker)
{
    QStringList names;
    for (const KnownOption &option : known)
        names << option.name;
    const QString meant = didYouMean(name, names, u"--%1"_s);
    return invalid(argument,
                   u"there is no such option"_s
                           + (meant.isEmpty() ? u". \"%1 --help\" lists them"_s.arg(asker) : meant));
}

} // namespace

Result<OptionValues> readCommandLine(const QStringList &arguments, std::span<const KnownOption> known,
                                     QLatin1StringView asker)
{
    OptionValues values;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (argument == "-h"_L1) {
            values[u"help"_s] << u"true"_s;
            continue;
        }
        const QString name = argument.startsWith("--"_L1) ? argument.mid(2).section(u'=', 0, 0) : QString();
        const auto option = std::find_if(known.begin(), known.end(),
                                         [&name](const KnownOption &one) { return one.name == name; });
        if (option == known.end())
            return noSuchOption(argument, name, known, asker);
        if (!option->takesValue) {
            if (argument.contains(u'='))
                return invalid(u"--"_s + name, u"takes no value"_s);
            values[name] << u"true"_s;
        } else if (argument.contains(u'=')) {
            values[name] << argument.section(u'=', 1);
        } else if (i + 1 < arguments.size()) {
            values[name] << arguments.at(++i);
        } else {
            return invalid(u"--"_s + name, u"needs a value: --%1 %2"_s.arg(name, option->value));
        }
    }
    return values;
}

QString describe(std::span<const KnownOption> known)
{
    QString text;
    for (const KnownOption &option : known) {
        const QString name = u"  --%1 %2"_s.arg(option.name, option.value);
        text += name.leftJustified(28) + option.help + u'\n';
    }
    return text;
}

} // namespace tallywall
