// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an event says of a run or of a lane, with no more in it than the wall itself would write: anybody may publish a megabyte.
import { shorten } from '../format.js';
import { isRemoval, isRun } from './pipelines.js';

const longestText = 250; // characters; of what the wall keeps of a run, only an address is longer
const longestAddress = 2000; // half of one would lead elsewhere
const mostJobs = 500;

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

/** The same event, bounded where it is of a run or of a lane. */
export function boundedEvent(event) {
    if (event.collection !== 'ci') return event;
    if (isRemoval(event)) return { ...event, data: bounded(event.data) };
    return isRun(event.data) ? { ...event, data: boundedRun(event.data) } : event;
}
