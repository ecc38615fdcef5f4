// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_title.h"

#include "ui/feed/wall.h"

#include <QStringList>

namespace tallywall {

using namespace Qt::StringLiterals;

QString windowTitleOf(const Wall &wall, bool demo)
{
    QStringList parts;
    if (demo)
        parts.append(u"Demo data"_s);
    if (!wall.status().storeHealthy)
        parts.append(u"not storing"_s);
    if (const int failed = wall.pipelines().failed; failed > 0)
        parts.append(u"%1 failed"_s.arg(failed));
    parts.append(u"Tallywall"_s); // last: Qt writes the program's name behind a title that does not end with it
    return parts.join(u" · "_s);
}

} // namespace tallywall
