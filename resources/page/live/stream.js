// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one connection to the wall: an EventSource that comes back by itself and passes every durable event on exactly
// once, in order; and the summary, asked for now and then. Runs in a worker as well as in a page.
import { getJson } from './get_json.js';

const firstDelay = 500;
const longestDelay = 5000;
const checkEvery = 30000;
const checkTroubledEvery = 10000; // while the store fails
const silentFor = 5000; // a stream that has not brought for so long what the summary knows of is dead

export class Stream {
    #source = null;
    #lastId = null; // newest durable id that was passed on
    #delay = firstDelay;
    #timer = 0;
    #checkTimer = 0;
    #storeFails = false;
    #checking = false;
    #checkAgain = false;
    #suspicion = null; // {lastId, since}: the summary knew of more than the stream had brought
    #attempt = 0; // answers to an attempt that was given up are ignored
    #runs = false;

    /** listener: state('connecting' | 'open' | 'away'), summary(body, date), event(event, text), gap(), and begins(lastId)
     *  with the newest id of a log that is not the one of the events before: the stream starts `remembered` before it. */
    constructor(listener, remembered) {
        this.listener = listener;
        this.remembered = remembered;
        self.addEventListener('online', () => this.retry());
        self.addEventListener('offline', () => this.#runs && this.#lost());
    }

    /** Newest durable id that was passed on; null before there was any log. */
    get lastId() {
        return this.#lastId;
    }

    /** Goes on after `since` if this stream knows of no log yet; null: with the newest events. */
    start(since) {
        if (this.#runs) return;
        this.#runs = true;
        this.#lastId ??= since;
        this.listener.state('connecting');
        this.#delay = firstDelay;
        this.#connect();
    }

    /** Nobody listens: no connection, no timer. What was last passed on is kept for the next start(). */
    stop() {
        this.#runs = false;
        this.#giveUp();
        clearTimeout(this.#checkTimer);
    }

    /** Try at once, also when the next try is due only later. */
    retry() {
        if (!this.#runs || this.#isOpen) return;
        this.#delay = firstDelay;
        this.#connect();
    }

    /** Asks for the summary, as it is from now on; a stream that fell silent without an error is found out here. */
    async check() {
        this.#checkAgain = true;
        if (this.#checking) return;
        this.#checking = true;
        while (this.#checkAgain && this.#isOpen) {
            this.#checkAgain = false;
            await this.#checkOnce();
        }
        this.#checking = false;
    }

    async #checkOnce() {
        this.#checkLater();
        const attempt = this.#attempt;
        const lastId = this.#lastId;
        try {
            const { body, date } = await getJson('/summary');
            if (attempt !== this.#attempt) return;
            const behind = body.last_id > lastId && this.#lastId === lastId;
            if (behind && this.#suspicion?.lastId !== lastId) this.#suspicion = { lastId, since: performance.now() };
            if (!behind) this.#suspicion = null;
            const stuck = behind && performance.now() - this.#suspicion.since > silentFor;
            if (stuck || body.last_id < lastId) this.#lost();
            this.#takeSummary(body, date);
        } catch {
            if (attempt === this.#attempt) this.#lost();
        }
    }

    async #connect() {
        this.#giveUp();
        const attempt = this.#attempt;
        try {
            const { body, date } = await getJson('/summary');
            if (attempt !== this.#attempt) return;
            if (this.#lastId === null || body.last_id < this.#lastId) {
                this.#lastId = Math.max(0, body.last_id - this.remembered); // first time, or the wall came back with another store
                this.listener.begins(body.last_id);
            }
            this.#takeSummary(body, date);
        } catch {
            if (attempt === this.#attempt) this.#lost();
            return;
        }
        const source = new EventSource(`/events?since=${this.#lastId}`);
        this.#source = source;
        source.onopen = () => {
            this.#delay = firstDelay;
            this.listener.state('open');
            this.check(); // the summary before this stream did not count it
        };
        source.onmessage = (message) => this.#receive(message.data);
        source.onerror = () => this.#lost();
    }

    get #isOpen() {
        return this.#source?.readyState === EventSource.OPEN;
    }

    #takeSummary(body, date) {
        this.#storeFails = body.store?.ok === false;
        this.#checkLater();
        this.listener.summary(body, date);
    }

    #checkLater() {
        clearTimeout(this.#checkTimer);
        this.#checkTimer = setTimeout(() => this.check(), this.#storeFails ? checkTroubledEvery : checkEvery);
    }

    #receive(text) {
        let event;
        try {
            event = JSON.parse(text);
        } catch {
            return;
        }
        if (event.collection === 'feed' && event.type === 'gap') {
            this.listener.gap();
            return;
        }
        if (event.id !== undefined) {
            if (event.id <= this.#lastId) return;
            this.#lastId = event.id;
        }
        this.listener.event(event, text);
    }

    #giveUp() {
        this.#attempt++;
        this.#suspicion = null;
        clearTimeout(this.#timer);
        this.#source?.close();
        this.#source = null;
    }

    #lost() {
        this.#giveUp();
        this.listener.state('away');
        // Not all browsers of a room at the same moment.
        this.#timer = setTimeout(() => this.#connect(), this.#delay * (0.8 + 0.4 * Math.random()));
        this.#delay = Math.min(this.#delay * 2, longestDelay);
    }
}
