// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many columns and rows of tiles fill a place best.

// How the type of a tile follows its size: css/ci_tiles.css has the same.
export const typePerWidth = 0.062;
export const typePerHeight = 0.115;

const typeOf = (width, height) => Math.min(width * typePerWidth, height * typePerHeight);
const fitting = (length, least, gap) => Math.max(1, Math.floor((length + gap) / (least + gap)));

/** How many tiles of the least size fit. */
export function capacity(width, height, { gap, leastWidth, leastHeight }) {
    return fitting(width, leastWidth, gap) * fitting(height, leastHeight, gap);
}

/** {columns, rows} for so many tiles: of those with tiles of the least size or more, the one whose type is largest, and
 *  among equals the one with the fewest empty places. rows is 0 where they do not fit: then the rows have the least height. */
export function fit(count, width, height, { gap, leastWidth, leastHeight }) {
    const most = fitting(width, leastWidth, gap);
    let best = { columns: most, rows: 0, type: 0, empty: 0 };
    for (let columns = 1; columns <= Math.min(most, count); columns++) {
        const rows = Math.ceil(count / columns);
        const tileHeight = (height - gap * (rows - 1)) / rows;
        if (tileHeight < leastHeight) continue;
        const type = typeOf((width - gap * (columns - 1)) / columns, tileHeight);
        const empty = columns * rows - count;
        if (type > best.type || (type === best.type && empty < best.empty)) best = { columns, rows, type, empty };
    }
    return { columns: best.columns, rows: best.rows };
}
