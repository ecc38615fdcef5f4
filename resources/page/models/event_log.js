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

/** Stored events in the order of their ids, as the wall answered them, and among them the others by their time; all the newest first. */
export function merged(stored, others) {
    const left = [...others];
    const all = [];
    for (const event of stored) {
        while (left.length > 0 && Date.parse(left[0].time) > Date.parse(event.time)) all.push(left.shift());
        all.push(event);
    }
    return [...all, ...left];
}

export class EventLog {
    #ofAll;
    #entries = []; // oldest first: {key, time, event}
    #waiting = null; // the same, while it is paused
    #came = { all: 0, found: 0 }; // since it was paused, also those that are not kept
    #sought = '';
    #list = null;

    /** ofAll: of every collection, so that a search looks at their names, too. */
    constructor({ ofAll = false } = {}) {
        this.#ofAll = ofAll;
    }

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
        if (this.#waiting) {
            this.#came.all++;
            if (this.#has(entry)) this.#came.found++;
        }
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
        const newest = this.#entries.findLast(({ event }) => event.id !== undefined)?.event.id;
        this.#entries.push(...(this.#waiting ?? []).filter(({ event }) => !(event.id <= newest))); // one that was read has come as well
        this.#waiting = null;
        this.#came = { all: 0, found: 0 };
        this.#list = null;
        trim(this.#entries, bound);
    }

    /** Those that have the text, in lower case, in their type or data; nothing is looked at twice for the same text. */
    found(sought) {
        this.#seek(sought);
        return sought === '' ? this.list : this.list.filter((entry) => this.#has(entry));
    }

    /** How many of them came since it was paused. */
    came(sought) {
        this.#seek(sought);
        return this.#came.found;
    }

    #seek(sought) {
        if (sought === this.#sought) return;
        this.#sought = sought;
        this.#came.found = sought === '' ? this.#came.all : (this.#waiting ?? []).filter((entry) => this.#has(entry)).length;
    }

    #has(entry) {
        const sought = this.#sought;
        if (sought === '') return true;
        if (entry.sought !== sought) Object.assign(entry, { sought, isFound: this.#textOf(entry.event).includes(sought) });
        return entry.isFound;
    }

    #textOf(event) {
        return `${this.#ofAll ? event.collection : ''} ${event.type} ${dataText(event)}`.toLocaleLowerCase();
    }
}
