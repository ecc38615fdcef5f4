// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of an event: anybody may publish a megabyte. Of a run or of a lane no more than the wall itself would write; of
// anything else that is long, how it begins.
import { shorten } from '../format.js';
import { isRemoval, isRun } from './pipelines.js';

const longestText = 250; // characters; of what the wall keeps of a run, only an address is longer
const longestAddress = 2000; // half of one would lead elsewhere
const mostJobs = 500;
const longestEvent = 16e3; // characters of JSON
const longestBeginning = 2000;
const longestMessage = 4000;

const isObject = (value) => typeof value === 'object' && value !== null;

function boundedText(name, text) {
    if (name === 'url') return text.length <= longestAddress ? text : undefined;
    return shorten(text, longestText);
}

/** The texts and figures of an object, not what is within it. */
const bounded = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => !isObject(value))
    .map(([name, value]) => [name, typeof value === 'string' ? boundedText(name, value) : value]));

function boundedRun(run) {
    const claim = isObject(run.claim) ? bounded(run.claim) : undefined;
    const jobs = Array.isArray(run.jobs) ? run.jobs.slice(0, mostJobs).filter(isObject).map(bounded) : undefined;
    return { ...bounded(run), claim, jobs };
}

/** The same without its data; `cut` has the beginning of their JSON and its whole length. */
function cutEvent({ data, ...event }) {
    const text = JSON.stringify(data) ?? '';
    return { ...event, cut: { beginning: shorten(text.slice(0, 2 * longestBeginning), longestBeginning), length: text.length } };
}

/** Of something said, who said it and how it begins. */
const boundedSaid = ({ name, message }) => ({ name: shorten(String(name ?? ''), longestText), message: shorten(String(message ?? '').slice(0, 2 * longestMessage), longestMessage) });

/** The same event, bounded. `length`: how long its JSON is. */
export function boundedEvent(event, length = 0) {
    if (event.collection === 'ci' && isRemoval(event)) return { ...event, data: bounded(event.data) };
    if (event.collection === 'ci' && isRun(event.data)) return { ...event, data: boundedRun(event.data) };
    if (length <= longestEvent) return event;
    const isSaid = event.collection === 'messages' && event.type === 'said' && isObject(event.data);
    return isSaid ? { ...cutEvent(event), data: boundedSaid(event.data) } : cutEvent(event);
}

/** The same of one that was read by itself. */
export const boundedAnswer = (event) => boundedEvent(event, JSON.stringify(event).length);

/** The data of an event as they are kept: one line of JSON. */
export const dataText = ({ data, cut }) => cut?.beginning ?? (data === undefined ? '' : JSON.stringify(data));
