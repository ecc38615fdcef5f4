// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events as they came, the newest first: live ones on top, older ones below as far as they were read. Bounded. While it is
// paused nothing moves, and what comes meanwhile waits.
import { dataText } from './bounded_event.js';

const bound = 1000;
const slack = 250; // to drop one at a time would move all the others each time

// Of no two entries the same, whatever log they are in: rows of the page go by them.
let newerKey = 1;
let olderKey = 0;

/** Drops the oldest, where there are too many. */
function trim(entries, most) {
    if (entries.length > most) entries.splice(0, entries.length - bound);
}

export class EventLog {
    came = 0; // since it was paused
    #entries = []; // oldest first: {key, time, event}
    #waiting = null; // the same, while it is paused
    #list = null;

    get list() {
        this.#list ??= this.#entries.slice(-bound).reverse();
        return this.#list;
    }

    get isPaused() {
        return this.#waiting !== null;
    }

    get isFull() {
        return this.#entries.length >= bound;
    }

    /** The id of the oldest stored event that is here; undefined where there is none. */
    get oldestId() {
        return this.#entries.find(({ event }) => event.id !== undefined)?.event.id;
    }

    /** An event that came live. */
    add(event, now) {
        const entry = { key: newerKey++, time: Date.parse(event.time ?? '') || now, event };
        if (this.#waiting) this.came++;
        (this.#waiting ?? this.#entries).push(entry);
        trim(this.#waiting ?? this.#entries, bound + slack);
        if (!this.#waiting) this.#list = null;
    }

    /** Events from before all that are here, the newest first; what is here already is left out, and what would be too much. */
    addOlder(events) {
        const before = this.oldestId ?? Infinity;
        const older = events.filter(({ id }) => id === undefined || id < before).slice(0, Math.max(0, bound - this.#entries.length));
        this.#entries.unshift(...older.map((event) => ({ key: olderKey--, time: Date.parse(event.time ?? ''), event })).reverse());
        this.#list = null;
    }

    pause() {
        this.#waiting ??= [];
    }

    resume() {
        this.#entries.push(...(this.#waiting ?? []));
        this.#waiting = null;
        this.came = 0;
        this.#list = null;
        trim(this.#entries, bound);
    }

    /** Those that have the text in their collection, type or data; nothing is looked at twice for the same text. */
    found(sought) {
        if (sought === '') return this.list;
        return this.list.filter((entry) => {
            if (entry.sought !== sought) Object.assign(entry, { sought, isFound: isFound(entry.event, sought) });
            return entry.isFound;
        });
    }
}

const isFound = (event, sought) => `${event.collection} ${event.type} ${dataText(event)}`.toLocaleLowerCase().includes(sought);
