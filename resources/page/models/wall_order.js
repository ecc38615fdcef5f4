// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of the wall of pipelines: what needs a person first, what is fine last.
import { isGreen, isStillRed, isTrouble } from '../states.js';
import { laneOf, providerWhereNeeded, runTime } from './pipelines.js';

const stillRed = 'still red';
const order = ['failing', 'failed', 'error', stillRed, 'waiting', 'running', 'queued', 'unknown', 'warning', 'success', 'canceled', 'skipped'];
const fewestFolded = 2;

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function rankOf(run) {
    if (isStillRed(run)) return order.indexOf(stillRed);
    return order.includes(run.state) ? order.indexOf(run.state) : order.indexOf('unknown');
}

/** Red ones newest first; the others by name, so that each keeps its place. */
function compare(a, b) {
    const byRank = rankOf(a) - rankOf(b);
    if (byRank !== 0) return byRank;
    if (isTrouble(a) && runTime(a) !== runTime(b)) return (runTime(b) || 0) - (runTime(a) || 0);
    return collator.compare(a.project, b.project) || collator.compare(a.pipeline ?? '', b.pipeline ?? '') || collator.compare(a.ref ?? '', b.ref ?? '')
        || collator.compare(a.provider ?? '', b.provider ?? '') || a.id - b.id;
}

/** What the wall shows, in order: {key, run, provider} for a tile of its own, with its provider where it must be told, and {key, folded: runs} for the green ones together
 *  where they are folded. */
export function arrange(runs, { fold = false } = {}) {
    const sorted = [...runs].sort(compare);
    const providerOf = providerWhereNeeded(runs);
    const itemOf = (run) => ({ key: laneOf(run), run, provider: providerOf(run) });
    const green = fold ? sorted.filter(isGreen) : [];
    if (green.length < fewestFolded) return sorted.map(itemOf);
    const items = sorted.filter((run) => !isGreen(run)).map(itemOf);
    const place = items.findIndex(({ run }) => rankOf(run) > order.indexOf('success'));
    items.splice(place < 0 ? items.length : place, 0, { key: 'green', folded: green });
    return items;
}
