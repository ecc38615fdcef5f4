// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every collection that was heard of: its newest event, and how many came within the last minute.
import { notYet, timeOf } from './missed.js';
import { compareNames } from './names.js';
import { deleteFirst, setLast } from './recency.js';

const bound = 500; // as many as the wall knows; past that the one that was silent for longest is forgotten
const minute = 60;

const secondOf = (time) => Math.floor(time / 1000);

/** What was noted in each of the last 60 seconds. */
class MinuteRate {
    #counts = new Float64Array(minute);
    #second = 0; // the last one that is in there

    note(now) {
        this.#advance(now);
        this.#counts[this.#second % minute]++;
    }

    /** So many in the last minute, nobody knows when. */
    know(perMinute, now) {
        this.#second = secondOf(now);
        this.#counts.fill(perMinute / minute);
    }

    perMinute(now) {
        this.#advance(now);
        return Math.round(this.#counts.reduce((sum, count) => sum + count, 0));
    }

    /** A clock that was set back by no more than a minute stands still until then; otherwise it begins anew. */
    #advance(now) {
        const second = secondOf(now);
        if (second <= this.#second - minute) {
            this.#counts.fill(0);
            this.#second = second;
        }
        for (let each = Math.max(this.#second + 1, second - minute + 1); each <= second; each++) this.#counts[each % minute] = 0;
        this.#second = Math.max(second, this.#second);
    }
}

export class Collections {
    #byName = new Map(); // in the order of the last word: whoever is first was silent for longest
    #sorted = [];

    /** By name: {name, type, time, rate}, type and time being those of the newest event. */
    get list() {
        this.#sorted ??= [...this.#byName.values()].sort((a, b) => compareNames(a.name, b.name));
        return this.#sorted;
    }

    /** An event that happened now. */
    note(event, now) {
        const state = this.#stateOf(event.collection);
        Object.assign(state, { type: event.type, time: Date.parse(event.time ?? '') || now });
        state.rate.note(now);
    }

    /** What the wall answers to GET /notify, and the events that came while it did: the answer may have them already. */
    replace(collections, meanwhile, now) {
        this.#byName.clear();
        this.#sorted = null;
        const bySilence = [...collections].sort((a, b) => timeOf(a.newest) - timeOf(b.newest)); // all that is known of when they spoke
        for (const { collection, per_minute: perMinute, newest } of bySilence) {
            const state = this.#stateOf(collection);
            Object.assign(state, { type: newest.type, time: timeOf(newest) });
            state.rate.know(perMinute, now);
        }
        const answered = new Map(this.list.map(({ name, time }) => [name, time]));
        for (const event of notYet(meanwhile, answered, ({ collection }) => collection)) this.note(event, now);
    }

    /** Of the one that speaks. */
    #stateOf(name) {
        const state = this.#byName.get(name) ?? this.#begin(name);
        setLast(this.#byName, name, state);
        return state;
    }

    #begin(name) {
        if (this.#byName.size >= bound) deleteFirst(this.#byName);
        this.#sorted = null;
        return { name, type: '', time: 0, rate: new MinuteRate() };
    }
}
