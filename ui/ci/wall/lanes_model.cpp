// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/lanes_model.h"

#include "ui/ci/run_words.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/widgets/cell.h"

#include <QHash>

#include <utility>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// Which tile it is, whatever it shows just now: there is one of folded lanes.
using Key = std::pair<bool, ci::Lane>;

Key keyOf(const LaneTile &tile)
{
    return {tile.folded > 0, ci::laneOf(tile.run)};
}

QHash<Key, int> rowsOf(const QList<LaneTile> &tiles)
{
    QHash<Key, int> rows;
    rows.reserve(tiles.size());
    for (int row = 0; row < tiles.size(); ++row)
        rows.insert(keyOf(tiles.at(row)), row);
    return rows;
}

QString sentence(const LaneTile &tile)
{
    if (tile.folded == 0) {
        const QString whole = runSentence(tile.run, presentTime());
        return tile.isNamesake ? u"%1; %2"_s.arg(whole, oneLine(tile.run.provider)) : whole;
    }
    const QString note = foldedNote(tile);
    return note.isEmpty() ? foldedTitle(tile) : u"%1; %2"_s.arg(foldedTitle(tile), note);
}

} // namespace

LanesModel::LanesModel(QObject *parent) : QAbstractListModel(parent) { }

void LanesModel::setTiles(QList<LaneTile> tiles)
{
    if (tiles == m_tiles)
        return;
    removeOthers(tiles);
    appendNew(tiles);
    arrange(tiles);
    int first = -1;
    int last = -1;
    for (int row = 0; row < count(); ++row) {
        if (m_tiles.at(row) == tiles.at(row))
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    m_tiles = std::move(tiles);
    if (first >= 0)
        Q_EMIT dataChanged(index(first), index(last));
}

void LanesModel::removeOthers(const QList<LaneTile> &tiles)
{
    const QHash<Key, int> wanted = rowsOf(tiles);
    const auto stays = [&](int row) { return wanted.contains(keyOf(m_tiles.at(row))); };
    for (int last = count() - 1; last >= 0; --last) {
        if (stays(last))
            continue;
        int first = last;
        while (first > 0 && !stays(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_tiles.remove(first, last - first + 1);
        endRemoveRows();
        last = first;
    }
}

void LanesModel::appendNew(const QList<LaneTile> &tiles)
{
    const QHash<Key, int> known = rowsOf(m_tiles);
    QList<LaneTile> added;
    for (const LaneTile &tile : tiles) {
        if (!known.contains(keyOf(tile)))
            added.append(tile);
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, count(), count() + static_cast<int>(added.size()) - 1);
    m_tiles.append(added);
    endInsertRows();
}

// The same lanes in the order of `tiles`, each still as it was.
void LanesModel::arrange(const QList<LaneTile> &tiles)
{
    const QHash<Key, int> rows = rowsOf(tiles);
    QList<int> rowNow(m_tiles.size());
    bool moves = false;
    for (int row = 0; row < count(); ++row) {
        rowNow[row] = rows.value(keyOf(m_tiles.at(row)));
        moves = moves || rowNow.at(row) != row;
    }
    if (!moves)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    QList<LaneTile> arranged(m_tiles.size());
    for (int row = 0; row < count(); ++row)
        arranged[rowNow.at(row)] = m_tiles.at(row);
    m_tiles = std::move(arranged);
    const QModelIndexList held = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex &one : held)
        moved.append(index(rowNow.at(one.row())));
    changePersistentIndexList(held, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int LanesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LanesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LaneTile &tile = at(index.row());
    switch (role) {
    case Qt::DisplayRole: return tile.folded > 0 ? foldedTitle(tile) : oneLine(tile.run.project);
    case Qt::AccessibleTextRole: return sentence(tile);
    case Qt::ToolTipRole: return plainToolTip(sentence(tile).replace("; "_L1, "\n"_L1));
    case StateRole: return int(tile.folded > 0 ? ci::State::Success : tile.run.state);
    case IdRole: return static_cast<qint64>(tile.run.id);
    default: return {};
    }
}

} // namespace tallywall
