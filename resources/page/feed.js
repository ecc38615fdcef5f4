// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live connection: one EventSource that comes back by itself and passes every durable event on exactly once, in
// order. Whoever shares one connection between tabs later replaces this file alone: start(), retry(), reloaded(),
// and the five calls to its listener are the whole seam.

const firstDelay = 500;
const longestDelay = 5000;
const answerWithin = 8000;
const checkEvery = 30000;
const checkTroubledEvery = 10000; // while the store fails
const remembered = 30; // events from before the page was opened, so that the live list does not begin empty

/** A JSON answer, or an Error that says what came instead. */
export async function getJson(path) {
    const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-cache', signal: AbortSignal.timeout(answerWithin) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
    return { body: await response.json(), date: Date.parse(response.headers.get('date') ?? '') };
}

export class Feed {
    #source = null;
    #lastId = null; // newest durable id that was passed on
    #openedAt = 0; // newest durable id when the page was opened, or the store changed
    #reload = true; // what is shown does not match the store
    #delay = firstDelay;
    #timer = 0;
    #checkTimer = 0;
    #storeFails = false;
    #suspect; // a newest id that the summary told and the stream did not
    #attempt = 0; // answers to an attempt that was given up are ignored

    /** listener: state('connecting' | 'live' | 'away'), summary(body, date), reload(), event(envelope), and
     *  past(envelope) for one whose effect is in what reload() reads. 'live' promises that what was read is whole,
     *  too: while it has to be read anew after a loss, the state stays as it was. */
    constructor(listener) {
        this.listener = listener;
    }

    start() {
        this.listener.state('connecting');
        this.#connect();
        window.addEventListener('online', () => this.retry());
        window.addEventListener('offline', () => this.#lost());
        // A page that the browser keeps for its back button must not keep one of the few connections it may have to the wall.
        window.addEventListener('pagehide', () => this.#lost());
        window.addEventListener('pageshow', (event) => event.persisted && this.retry());
        document.addEventListener('visibilitychange', () => document.hidden || this.check());
    }

    /** Try at once, also when the next try is due only later. */
    retry() {
        if (this.#isOpen) return;
        this.#delay = firstDelay;
        this.#connect();
    }

    /** The listener has read everything anew (or could not). */
    reloaded(succeeded) {
        this.#reload = !succeeded;
        if (!succeeded) this.#lost();
        else if (this.#isOpen) this.#live();
    }

    /** Asks for the summary; a stream that fell silent without an error is found out here. */
    async check() {
        this.#checkLater();
        if (document.hidden || !this.#isOpen) return;
        const attempt = this.#attempt;
        const lastId = this.#lastId;
        try {
            const { body, date } = await getJson('/summary');
            if (attempt !== this.#attempt) return;
            const stuck = body.last_id > lastId && this.#lastId === lastId;
            if (body.last_id < lastId || (stuck && this.#suspect === body.last_id)) this.#lost();
            this.#suspect = stuck ? body.last_id : undefined;
            this.#takeSummary(body, date);
        } catch {
            if (attempt === this.#attempt) this.#lost();
        }
    }

    async #connect() {
        clearTimeout(this.#timer);
        this.#source?.close();
        const attempt = ++this.#attempt;
        try {
            const { body, date } = await getJson('/summary');
            if (attempt !== this.#attempt) return;
            if (this.#lastId === null || body.last_id < this.#lastId) {
                this.#openedAt = body.last_id;
                this.#lastId = Math.max(0, body.last_id - remembered); // first time, or the wall came back with another store
                this.#reload = true;
            }
            this.#takeSummary(body, date);
        } catch {
            if (attempt === this.#attempt) this.#lost();
            return;
        }
        const source = new EventSource(`/events?since=${this.#lastId}`);
        this.#source = source;
        source.onopen = () => {
            if (this.#reload) this.listener.reload();
            else this.#live();
            this.check(); // the summary before this stream did not count it
        };
        source.onmessage = (message) => this.#receive(message.data);
        source.onerror = () => this.#lost();
    }

    get #isOpen() {
        return this.#source?.readyState === EventSource.OPEN;
    }

    #live() {
        this.#delay = firstDelay;
        this.listener.state('live');
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
            this.#reload = true;
            this.listener.reload();
            return;
        }
        if (event.id !== undefined) {
            if (event.id <= this.#lastId) return;
            this.#lastId = event.id;
        }
        if (event.id <= this.#openedAt) this.listener.past(event);
        else this.listener.event(event);
    }

    #lost() {
        this.#attempt++;
        this.#source?.close();
        this.#source = null;
        this.listener.state('away');
        clearTimeout(this.#timer);
        // Not all pages of a room at the same moment.
        this.#timer = setTimeout(() => this.#connect(), this.#delay * (0.8 + 0.4 * Math.random()));
        this.#delay = Math.min(this.#delay * 2, longestDelay);
    }
}
