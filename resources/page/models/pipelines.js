// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The latest run of every project and ref, and the runs that ended lately. Both bounded. Later is what has the higher
// number, then the higher attempt, as in the store.
import { isActive, isTrouble, isWarning } from '../states.js';

const refsBound = 500;
const finishedBound = 60;

/** How many runs to read so that those that ended lately are among them. */
export const historyRead = 200;

const place = (run) => `${run.provider}\n${run.project}\n${run.ref}`;
const compare = (a, b) => (a.number ?? 0) - (b.number ?? 0) || (a.attempt ?? 1) - (b.attempt ?? 1);

/** When a run last changed, in milliseconds: what its age is counted from. */
export const runTime = (run) => Date.parse(run.finished ?? run.started ?? run.updated ?? '');

const oldestFirst = (a, b) => (runTime(a) || 0) - (runTime(b) || 0) || a.id - b.id;

export class Pipelines {
    #latest = new Map(); // by place
    #places = new Map(); // of the runs in #latest, by id
    #finished = new Map(); // by id
    #sorted = null;

    /** latest: of each ref; history: the newest runs of all. */
    replace(latest, history) {
        this.#latest.clear();
        this.#places.clear();
        this.#finished.clear();
        for (const run of history) this.#keepFinished(run);
        for (const run of latest) this.upsert(run);
    }

    /** Whether the run has left a ref of which it was the latest: this page may not know the run that is so now. */
    upsert(run) {
        this.#keepFinished(run);
        const key = place(run);
        const before = this.#places.get(run.id);
        const left = before !== undefined && before !== key;
        if (left) this.#forget(before);
        const known = this.#latest.get(key);
        if (!known || compare(run, known) >= 0) {
            this.#forget(key);
            this.#latest.set(key, run);
            this.#places.set(run.id, key);
            if (this.#latest.size > refsBound) this.#forget(place(this.list.at(-1)));
        }
        return left;
    }

    #forget(key) {
        const run = this.#latest.get(key);
        this.#sorted = null;
        if (!run) return;
        this.#latest.delete(key);
        this.#places.delete(run.id);
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

    get trouble() {
        return this.list.filter(isTrouble);
    }

    /** What needs a person: trouble first, then warnings. */
    get attention() {
        return [...this.trouble, ...this.list.filter(isWarning)];
    }

    get active() {
        return this.list.filter(isActive);
    }
}
