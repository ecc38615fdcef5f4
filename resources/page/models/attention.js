// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lists of trouble show, whatever it comes from: {key, state: {icon, word, tone}, name, detail, author, time, address}. A lane keeps its key from run to run.
// `author` is the person to ask: who looks into it, or who made it. `time` is in milliseconds; `address` is where on the wall there is more; `whole` says that the detail is a sentence that must be read to its end.
import { addressOf } from '../address.js';
import { isStillRed, stateOf, transitionWord } from '../states.js';
import { laneOf, runTime } from './pipelines.js';

/** Why it is in such a list: of a red lane that builds again, not what goes on now. */
const reasonOf = (run) => (isStillRed(run) ? { icon: 'failed', word: transitionWord(run), tone: 'failed' } : stateOf(run));

/** provider: where it must be told. */
export function runEntry(run, provider = '') {
    const author = run.claim?.by ? `${run.claim.by} looks into it` : run.author;
    const detail = [run.pipeline, run.ref, provider].filter(Boolean).join(' · ');
    return { key: laneOf(run), state: reasonOf(run), name: run.project, detail, author, time: runTime(run), address: addressOf(['ci', 'run', run.id]), whole: false };
}

const down = { icon: 'failed', word: 'down', tone: 'failed' };

const unread = { icon: 'warning', word: 'not read', tone: 'warning' };

/** A server that is polled or followed, and cannot be read: {name, why, since} of the summary. */
export function sourceEntry({ name, why, since }) {
    return { key: `source ${name}`, state: unread, name, detail: why, author: '', time: Date.parse(since), address: '', whole: true };
}

/** The store takes nothing: every write is refused until somebody does something. */
export function storeEntry(message, since) {
    return { key: 'store', state: down, name: 'Store', detail: message, author: '', time: since, address: '', whole: true };
}
