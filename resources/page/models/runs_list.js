// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs, newest first, as far back as they were read; bounded, since live ones come on top.
import { laneOf } from './pipelines.js';

const bound = 3000;

export class RunsList {
    #runs = new Map(); // by id
    #sorted = [];
    next; // the id before which the next page begins; undefined at the end

    get size() {
        return this.#runs.size;
    }

    get list() {
        this.#sorted ??= [...this.#runs.values()].sort((a, b) => b.id - a.id);
        return this.#sorted;
    }

    clear() {
        this.#runs.clear();
        this.#sorted = null;
        this.next = undefined;
    }

    /** A page as the wall answers it. */
    append({ runs, next }) {
        for (const run of runs) this.#runs.set(run.id, run);
        this.#sorted = null;
        this.next = next;
    }

    /** A run as it is now; `belongs` says whether it is one of these. One that is older than all that was read comes with
     *  its page. */
    take(run, belongs) {
        const isKnown = this.#runs.has(run.id);
        if (!belongs) this.#runs.delete(run.id);
        else if (isKnown || this.next === undefined || run.id >= this.next) this.#runs.set(run.id, run);
        this.#sorted = null;
        if (this.#runs.size > bound) this.#cut();
    }

    /** A lane that is no more, with its runs. */
    remove(lane) {
        const key = laneOf(lane);
        for (const run of this.#runs.values()) if (laneOf(run) === key) this.#runs.delete(run.id);
        this.#sorted = null;
    }

    #cut() {
        const kept = this.list.slice(0, bound / 2);
        this.#runs = new Map(kept.map((run) => [run.id, run]));
        this.next = kept.at(-1).id;
        this.#sorted = null;
    }
}
