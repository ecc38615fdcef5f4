// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/tile_words.h"

#include "ui/ci/run_words.h"
#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;

TileNote noteOf(const LaneTile &tile, TimePoint now)
{
    if (tile.folded > 0)
        return {{}, foldedNote(tile), TileNote::Tone::Quiet};
    const ci::Run &run = tile.run;
    const auto progress = progressOf(run, now);
    const QString claim = claimWords(run);
    if (progress && progress->overdue)
        return {"warning"_L1, claim.isEmpty() ? progress->words : u"overdue · %1"_s.arg(claim),
                TileNote::Tone::Warning};
    if (!claim.isEmpty())
        return {"claim"_L1, claim, TileNote::Tone::Plain};
    if (progress)
        return {{}, progress->words, TileNote::Tone::Quiet};
    if (ci::isRed(run))
        return {{}, lastGreenWords(run, now), TileNote::Tone::Quiet};
    if (const QString own = ownWords(run); !own.isEmpty())
        return {{}, own, TileNote::Tone::Quiet};
    if (ci::isGreen(run.state) && run.duration)
        return {{}, u"took %1"_s.arg(formatDuration(*run.duration)), TileNote::Tone::Quiet};
    return {};
}

QString bylineOf(const ci::Run &run, const QString &age)
{
    const QString author = oneLine(run.author);
    return age.isEmpty() || author.isEmpty() ? age + author : u"%1 · %2"_s.arg(age, author);
}

QString shortAge(TimePoint then, TimePoint now)
{
    QString age = formatAge(then, now);
    if (age.endsWith(" ago"_L1))
        age.chop(4);
    return age;
}

} // namespace tallywall
