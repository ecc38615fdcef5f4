// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every collection that was heard of: its newest event, and how many came within the last minute.
import { notYet } from './missed.js';
import { compareNames } from './names.js';

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

    #advance(now) {
        const second = secondOf(now);
        for (let each = Math.max(this.#second + 1, second - minute + 1); each <= second; each++) this.#counts[each % minute] = 0;
        this.#second = Math.max(second, this.#second);
    }
}

export class Collections {
    #byName = new Map();
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
        for (const { collection, per_minute: perMinute, newest } of collections) {
            const state = this.#stateOf(collection);
            Object.assign(state, { type: newest.type, time: Date.parse(newest.time) });
            state.rate.know(perMinute, now);
        }
        const answered = new Map(this.list.map(({ name, time }) => [name, time]));
        for (const event of notYet(meanwhile, answered, ({ collection }) => collection)) this.note(event, now);
    }

    #stateOf(name) {
        let state = this.#byName.get(name);
        if (!state) {
            if (this.#byName.size >= bound) this.#forget();
            state = { name, type: '', time: 0, rate: new MinuteRate() };
            this.#byName.set(name, state);
            this.#sorted = null;
        }
        return state;
    }

    #forget() {
        const silent = this.list.reduce((a, b) => (b.time < a.time ? b : a));
        this.#byName.delete(silent.name);
    }
}
