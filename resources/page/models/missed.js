// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One answer of the wall, and the events after it: what a view knows that shows them all. It is read when somebody looks and something
// was missed, not before.
import { getJson } from '../live/get_json.js';

const mostMeanwhile = 5000; // events; past that the older half is in the answer by all likelihood

export const timeOf = ({ time }) => Date.parse(time ?? '');

/** Those of the events that are no part of an answer whose newest times are `answered`, by what keyOf(event) names. */
export const notYet = (events, answered, keyOf) => events.filter((event) => !(timeOf(event) <= answered.get(keyOf(event))));

export class Missed {
    isRead = false; // once at least
    trouble = ''; // why the last reading failed, as a sentence
    #missed = true;
    #meanwhile = null; // events that come while it is read

    /** take(body, events) with the answer to `path` and what came while it was on its way; done() after it, and where it failed. */
    constructor(path, { take, done }) {
        Object.assign(this, { path, take, done });
    }

    /** Events were lost: what is known is worth nothing until it is read anew. */
    lose() {
        this.#missed = true;
    }

    /** An event that came live, as much of it as take() needs. */
    note(event) {
        if (this.#meanwhile === null) return;
        this.#meanwhile.push(event);
        if (this.#meanwhile.length > mostMeanwhile) this.#meanwhile.splice(0, mostMeanwhile / 2);
    }

    /** Reads where something was missed. */
    async catchUp() {
        if (!this.#missed) return;
        this.#missed = false;
        const meanwhile = (this.#meanwhile = []);
        try {
            const { body } = await getJson(this.path);
            if (meanwhile !== this.#meanwhile) return; // a later reading took over
            this.take(body, meanwhile);
            this.isRead = true;
            this.trouble = '';
        } catch (error) {
            if (meanwhile !== this.#meanwhile) return;
            this.#missed = true;
            this.trouble = `It could not be read: ${error.message}.`;
        }
        this.#meanwhile = null;
        this.done();
    }
}
