// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One stream for all tabs of a browser. Runs in the shared worker, or in a page where there is none.
//
// A tab says {join: {epoch, seq, lastId, awake}}, {awake}, {ack}, {ask}, {check}, {retry} and {leave}. It hears one kind of
// message, the news: {epoch, seq, state, summary?, called, events?, anew?}. No tab has more than one message that it has not
// answered: what happens meanwhile is in the backlog, and goes with the next one. So a tab that is frozen, or gone
// without a word, costs one message however long it lasts; a slow one gets fewer and larger ones.
import { Backlog } from './backlog.js';
import { Stream } from './stream.js';

const remembered = 30; // events from before the page was opened, so that the live list does not begin empty

export class Hub {
    #members = new Map(); // by port: {awake, seq, anew, waiting, called, state, summary}
    #backlog = new Backlog();
    #epoch = `${Date.now()}-${Math.random()}`; // whose numbers they are; crypto.randomUUID needs https
    #state = 'connecting';
    #summary = null; // {body, date}
    #newest = 0; // newest id there was when the stream began with this log
    #flush = 0;

    constructor() {
        this.stream = new Stream({
            state: (state) => {
                this.#state = state;
                this.#tellAll();
            },
            summary: (body, date) => {
                this.#summary = { body, date };
                this.#tellAll();
            },
            begins: (newest) => this.#begin(newest),
            gap: () => {
                this.#backlog.begin(null);
                this.#tellAll();
            },
            event: (event, text) => {
                this.#backlog.add(event, text);
                this.#flush ||= setTimeout(() => this.#tellAll(), 0); // all that came in one piece goes in one message
            },
        }, remembered);
    }

    connect(port) {
        port.addEventListener('message', ({ data }) => this.#hear(port, data));
        port.addEventListener('close', () => this.#leave(port)); // a tab that crashed; not every browser says so
        port.start();
    }

    /** Nobody is there any more. */
    stop() {
        for (const port of [...this.#members.keys()]) this.#leave(port);
    }

    #hear(port, said) {
        const member = this.#members.get(port);
        if (said.join) this.#join(port, said.join);
        else if (!member) return;
        else if (said.leave) this.#leave(port);
        else if (said.retry) this.stream.retry();
        else if (said.check) this.stream.check();
        else if (said.ask) member.called = true;
        else if (said.ack) member.waiting = false;
        else this.#wake(member, said.awake);
        if (this.#members.has(port)) this.#tell(port, this.#members.get(port));
    }

    #join(port, { epoch, seq, lastId, awake }) {
        const member = { awake, seq, anew: lastId === null, waiting: false, called: true, state: '', summary: null };
        this.#members.set(port, member);
        const first = this.#members.size === 1;
        if (first && this.stream.lastId === null && lastId !== null) this.#backlog.begin(lastId); // the hub before this one died
        if (lastId !== null && epoch !== this.#epoch) member.seq = this.#backlog.placeOf(lastId) ?? -1;
        if (first) this.stream.start(lastId);
        else this.stream.check(); // a tab that reads anew needs the figures that belong to it
    }

    #wake(member, awake) {
        member.awake = awake;
        if (!awake) return;
        member.called = true;
        this.stream.check(); // after a sleep the stream may be dead without knowing it
    }

    #leave(port) {
        this.#members.delete(port);
        port.close();
        if (this.#members.size === 0) this.stream.stop();
    }

    /** Another log: all numbers and ids begin anew. */
    #begin(newest) {
        this.#newest = newest;
        this.#backlog.begin(this.stream.lastId);
    }

    #tellAll() {
        clearTimeout(this.#flush);
        this.#flush = 0;
        for (const [port, member] of this.#members) this.#tell(port, member);
    }

    #tell(port, member) {
        if (member.waiting) return;
        const events = this.#eventsFor(member);
        const summary = member.summary === this.#summary ? undefined : this.#summary;
        if (!events && !summary && !member.called && member.state === this.#state) return;
        const { seq, called } = member;
        Object.assign(member, { waiting: true, called: false, state: this.#state, summary: this.#summary });
        port.postMessage({ epoch: this.#epoch, seq, state: this.#state, summary, called, ...events });
    }

    /** {events, anew?} for a tab that wants them; anew: what it shows does not match, the newest id being this. */
    #eventsFor(member) {
        if (this.stream.lastId === null) return undefined; // no log yet
        const { awake, anew, seq } = member;
        if (!anew && (!awake || seq === this.#backlog.seq)) return undefined;
        const lost = anew || !this.#backlog.covers(seq);
        const entries = anew ? this.#backlog.latest(remembered) : lost ? this.#backlog.remnants(seq) : this.#backlog.after(seq);
        Object.assign(member, { seq: this.#backlog.seq, anew: false });
        const events = entries.map(({ text, at }) => [text, at]);
        return lost ? { events, anew: Math.max(this.#newest, this.stream.lastId) } : { events };
    }
}
