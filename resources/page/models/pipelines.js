// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The latest run of every lane (provider, project, pipeline and ref), and the runs that ended lately. Both bounded. Later
// is what has the higher sequence, then the higher attempt, then the greater key, as in the store.
import { isActive, isRed, isWarning } from '../states.js';

const lanesBound = 500; // as many as GET /ci answers
const finishedBound = 60;

/** How many runs to read so that those that ended lately are among them. */
export const historyRead = 200;

/** Where runs follow each other, as a key. */
export const laneOf = (run) => JSON.stringify([run.provider, run.project, run.pipeline ?? '', run.ref ?? '']);

/** What a lane is called: two services may have the same names. */
const nameOf = ({ project, pipeline, ref }) => JSON.stringify([project, pipeline ?? '', ref ?? '']);

/** providerOf(lane) → its provider where another one of these lanes has the same name at another service, else ''. */
export function providerWhereNeeded(lanes) {
    const first = new Map(); // provider by name
    const shared = new Set();
    for (const lane of lanes) {
        const name = nameOf(lane);
        if (!first.has(name)) first.set(name, lane.provider);
        else if (first.get(name) !== lane.provider) shared.add(name);
    }
    return (lane) => (shared.has(nameOf(lane)) ? lane.provider : '');
}

const sequence = (run) => run.sequence ?? run.number ?? 0;
const byText = (a, b) => (a < b ? -1 : Number(a > b));
const compare = (a, b) => sequence(a) - sequence(b) || (a.attempt ?? 1) - (b.attempt ?? 1) || byText(a.key ?? '', b.key ?? '') || a.id - b.id;

/** Whether an event's data is a run: anybody may publish into any collection. */
export const isRun = (data) => Number.isInteger(data?.id) && typeof data.project === 'string' && typeof data.state === 'string';

/** Whether an event says that a lane was removed, with all its runs; its data is the lane. */
export const isRemoval = ({ type, data }) => type === 'deleted' && typeof data?.provider === 'string' && typeof data.project === 'string';

/** The same function of a run, which reckons once of each: lists are ordered by it. A run that changes is another object. */
function once(reckon) {
    const known = new WeakMap();
    return (run) => {
        if (!known.has(run)) known.set(run, reckon(run));
        return known.get(run);
    };
}

/** When a run last changed, in milliseconds: what its age is counted from. */
export const runTime = once((run) => Date.parse(run.finished ?? run.started ?? run.updated ?? ''));

const oldestFirst = (a, b) => (runTime(a) || 0) - (runTime(b) || 0) || a.id - b.id;

const heardAt = once((run) => Date.parse(run.updated ?? '') || 0);
const urgencyOf = (run) => (isRed(run) ? 0 : isActive(run) ? 1 : 2);

/** The order in which GET /ci answers: what is worth keeping where there are too many lanes comes first. */
const mostUrgentFirst = (a, b) => urgencyOf(a) - urgencyOf(b) || heardAt(b) - heardAt(a) || b.id - a.id;

export class Pipelines {
    #latest = new Map(); // by lane
    #lanes = new Map(); // of the runs in #latest, by id
    #finished = new Map(); // by id
    #sorted = null;

    /** latest: of each lane; history: the newest runs of all. */
    replace(latest, history) {
        this.#latest.clear();
        this.#lanes.clear();
        this.#finished.clear();
        for (const run of history) this.#keepFinished(run);
        for (const run of latest) this.#take(run);
        this.#cut();
    }

    /** Whether the run has left a lane of which it was the latest: this page may not know the run that is so now. */
    upsert(run) {
        const left = this.#take(run);
        this.#cut();
        return left;
    }

    #take(run) {
        this.#keepFinished(run);
        const key = laneOf(run);
        const before = this.#lanes.get(run.id);
        const left = before !== undefined && before !== key;
        if (left) this.#forget(before);
        const known = this.#latest.get(key);
        if (!known || known.id === run.id || compare(run, known) >= 0) {
            this.#forget(key);
            this.#latest.set(key, run);
            this.#lanes.set(run.id, key);
        }
        return left;
    }

    /** Forgets the least urgent of too many. */
    #cut() {
        if (this.#latest.size <= lanesBound) return;
        for (const run of [...this.#latest.values()].sort(mostUrgentFirst).slice(lanesBound)) this.#forget(laneOf(run));
    }

    /** Whether there may be lanes that are not kept here. */
    get isFull() {
        return this.#latest.size === lanesBound;
    }

    /** A lane that is no more, with its runs. */
    remove(lane) {
        const key = laneOf(lane);
        this.#forget(key);
        for (const run of this.#finished.values()) if (laneOf(run) === key) this.#finished.delete(run.id);
    }

    #forget(key) {
        const run = this.#latest.get(key);
        this.#sorted = null;
        if (!run) return;
        this.#latest.delete(key);
        this.#lanes.delete(run.id);
    }

    #keepFinished(run) {
        this.#finished.delete(run.id);
        if (isActive(run) || !Number.isFinite(run.duration)) return;
        this.#finished.set(run.id, run);
        if (this.#finished.size > finishedBound) this.#finished.delete(this.finished[0].id);
    }

    /** Newest first. */
    get list() {
        this.#sorted ??= [...this.#latest.values()].sort((a, b) => oldestFirst(b, a));
        return this.#sorted;
    }

    /** Oldest first, each with a duration. */
    get finished() {
        return [...this.#finished.values()].sort(oldestFirst);
    }

    /** Every red lane. */
    get trouble() {
        return this.list.filter(isRed);
    }

    /** What needs a person: trouble first, then warnings. */
    get attention() {
        return [...this.trouble, ...this.list.filter(isWarning)];
    }

    get active() {
        return this.list.filter(isActive);
    }
}
