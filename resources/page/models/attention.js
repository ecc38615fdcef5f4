// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lists of trouble show, whatever it comes from: {key, state: {icon, word, tone}, name, detail, author, time, url}.
// `time` is in milliseconds; `whole` says that the detail is a sentence that must be read to its end.
import { stateOf } from '../states.js';
import { runTime } from './pipelines.js';

export function runEntry(run) {
    return { key: run.id, state: stateOf(run), name: run.project, detail: run.ref, author: run.author, time: runTime(run), url: run.url, whole: false };
}

const down = { icon: 'failed', word: 'down', tone: 'failed' };

/** The store takes nothing: every write is refused until somebody does something. */
export function storeEntry(message, since) {
    return { key: 'store', state: down, name: 'Store', detail: message, author: '', time: since, url: '', whole: true };
}
