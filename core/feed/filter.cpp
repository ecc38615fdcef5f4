// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/filter.h"

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

bool Filter::wants(const QByteArray &collection) const
{
    return all || std::binary_search(collections.begin(), collections.end(), collection);
}

void Filter::add(const QByteArray &collection)
{
    all = false;
    const auto at = std::lower_bound(collections.begin(), collections.end(), collection);
    if (at == collections.end() || *at != collection)
        collections.insert(at, collection);
}

void Filter::remove(const QByteArray &collection)
{
    collections.removeAll(collection);
}

Result<Filter> parseFilter(QByteArrayView commaSeparated)
{
    Filter filter;
    for (const QByteArray &part : commaSeparated.toByteArray().split(',')) {
        const QByteArray name = part.trimmed();
        if (name.isEmpty())
            continue;
        if (!isCollectionName(name)) {
            return Error{
                    ErrorCode::Invalid,
                    u"\"%1\" cannot be a collection: use a to z, 0 to 9, \"_\", \".\" and \"-\", at most 64 of them"_s
                            .arg(QString::fromUtf8(name.left(80))),
                    u"parameter \"collection\""_s};
        }
        filter.add(name);
        if (filter.collections.size() > Filter::maxCollections) {
            return Error{ErrorCode::Invalid, u"at most %1 collections at a time"_s.arg(Filter::maxCollections),
                         u"parameter \"collection\""_s};
        }
    }
    return filter;
}

} // namespace tallywall
