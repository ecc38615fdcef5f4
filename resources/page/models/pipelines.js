// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The latest run of every project and ref, and the runs that ended lately. Both bounded.
import { isActive, isTrouble, isWarning } from '../states.js';

const refsBound = 500;
const finishedBound = 60;

const place = (run) => `${run.provider}\n${run.project}\n${run.ref}`;
const newer = (a, b) => (a.number ?? 0) - (b.number ?? 0) || (a.attempt ?? 1) - (b.attempt ?? 1) || a.id - b.id;

/** When a run last changed, in milliseconds: what its age is counted from. */
export const runTime = (run) => Date.parse(run.finished ?? run.started ?? run.updated ?? '');

export class Pipelines {
    #latest = new Map();
    #finished = new Map();
    #sorted = null;

    replace(runs) {
        this.#latest.clear();
        this.#finished.clear();
        for (const run of [...runs].reverse()) this.upsert(run);
    }

    upsert(run) {
        this.#sorted = null;
        const key = place(run);
        const known = this.#latest.get(key);
        if (!known || newer(run, known) >= 0) {
            this.#latest.set(key, run);
            if (this.#latest.size > refsBound) this.#latest.delete(place(this.list.at(-1)));
        }
        this.#finished.delete(run.id);
        if (!isActive(run) && Number.isFinite(run.duration)) {
            this.#finished.set(run.id, run);
            if (this.#finished.size > finishedBound) this.#finished.delete(this.finished[0].id);
        }
        this.#sorted = null;
    }

    /** Newest first. */
    get list() {
        this.#sorted ??= [...this.#latest.values()].sort((a, b) => (runTime(b) || 0) - (runTime(a) || 0) || b.id - a.id);
        return this.#sorted;
    }

    /** Oldest first, each with a duration. */
    get finished() {
        return [...this.#finished.values()].sort((a, b) => (runTime(a) || 0) - (runTime(b) || 0) || a.id - b.id);
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
