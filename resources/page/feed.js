// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one tab hears of the wall. The stream itself belongs to the hub (live/hub.js), which all tabs of a browser share;
// this is the tab's end of it: it passes on every event exactly once, in order, whatever becomes of the hub, and is
// silent while the tab is in the background.
import { beAlone, hubPort, letGo } from './live/hub_port.js';

const joinWithin = 10000; // the worker may have to be loaded
const answerWithin = 3000; // it is on this machine
const askEvery = 4000;
const mostRejoins = 3; // of a tab whose hub has died: at first the browser may still hand out the dying one
const rejoinAfter = 300;
const stayedAfter = 2000; // a page that is still there was not left: it was a download, or the visitor changed their mind
const firstDelay = 500;
const longestDelay = 5000;

export class Feed {
    #port = null;
    #epoch = ''; // of which #seq is the number of the newest event
    #seq = 0;
    #lastId = null; // newest durable id that was passed on
    #openedAt = 0; // newest durable id when the page was opened, or something was missed
    #reload = true; // what is shown does not match the store
    #hub = 'connecting';
    #answered = false; // since the tab has joined
    #rejoins = 0; // that may still follow before the tab goes alone
    #deadline = 0;
    #askTimer = 0;
    #delay = firstDelay;
    #reloadTimer = 0;

    /** listener: state('connecting' | 'live' | 'away'), summary(body, date), reload(), event(envelope, at, length), past(envelope, at,
     *  length) for one whose effect is in what reload() reads, and awake(false) when nobody looks any more, awake(true) when
     *  somebody does and everything was passed on. `at` is when it arrived, in milliseconds, `length` that of its JSON. 'live' promises that what was
     *  read is whole, too: while it has to be read anew after a loss, the state stays as it was. */
    constructor(listener) {
        this.listener = listener;
    }

    start() {
        if (document.hidden) this.listener.awake(false);
        this.#join();
        // A page that the browser keeps for its back button is no tab: it must not keep the stream. The worker of such pages
        // alone is frozen with them, so that what they say last may not be heard; hence not only when they go.
        window.addEventListener('beforeunload', () => {
            this.#leave();
            this.#deadline = setTimeout(() => this.#join(), stayedAfter);
        });
        window.addEventListener('pagehide', () => {
            this.#leave();
            letGo();
        });
        window.addEventListener('pageshow', (event) => event.persisted && this.#join());
        // The hub hears of these itself, but not in every browser.
        window.addEventListener('online', () => this.retry());
        window.addEventListener('offline', () => this.check());
        document.addEventListener('visibilitychange', () => this.#look());
    }

    /** Try at once, for all tabs, also when the next try is due only later. */
    retry() {
        this.#say({ retry: true });
        this.#ask();
        if (this.#reload && this.#hub === 'open') this.#read();
    }

    /** Asks for the summary. */
    check() {
        this.#say({ check: true });
    }

    /** The listener has read everything anew (or could not). */
    reloaded(succeeded) {
        this.#reload = !succeeded;
        if (succeeded) {
            this.#delay = firstDelay;
            this.#showState();
            return;
        }
        this.listener.state('away');
        this.check();
        clearTimeout(this.#reloadTimer);
        this.#reloadTimer = setTimeout(() => this.#read(), this.#delay * (0.8 + 0.4 * Math.random()));
        this.#delay = Math.min(this.#delay * 2, longestDelay);
    }

    #join() {
        this.#leave();
        this.listener.state('connecting');
        this.#hub = 'connecting';
        this.#answered = false;
        const port = hubPort(() => port === this.#port && this.#goAlone());
        this.#port = port;
        port.addEventListener('message', ({ data }) => port === this.#port && this.#hear(data));
        port.addEventListener('close', () => port === this.#port && this.#lost()); // not every browser says so
        port.start();
        const lastId = this.#lastId === null ? null : Math.max(this.#lastId, this.#openedAt);
        this.#say({ join: { epoch: this.#epoch, seq: this.#seq, lastId, awake: !document.hidden } });
        this.#expect(this.#rejoins === mostRejoins ? answerWithin : joinWithin);
    }

    #leave() {
        clearTimeout(this.#deadline);
        clearTimeout(this.#askTimer);
        clearTimeout(this.#reloadTimer);
        this.#say({ leave: true });
        this.#port?.close();
        this.#port = null;
    }

    /** The hub has died with the tab whose process it lived in; or there never was any. */
    #lost() {
        if (this.#answered) {
            this.#rejoins = mostRejoins;
            this.#join();
        } else if (this.#rejoins > 0) {
            this.#rejoins--;
            this.#leave();
            this.#deadline = setTimeout(() => this.#join(), rejoinAfter);
        } else {
            this.#goAlone();
        }
    }

    #goAlone() {
        beAlone();
        this.#join();
    }

    #say(message) {
        this.#port?.postMessage(message);
    }

    #look() {
        this.#say({ awake: !document.hidden });
        if (document.hidden) this.listener.awake(false);
        else if (this.#answered) this.#expect(answerWithin);
    }

    #ask() {
        this.#say({ ask: true });
        if (this.#answered) this.#expect(answerWithin);
    }

    /** An answer has to come now. */
    #expect(within) {
        if (!this.#port) return;
        clearTimeout(this.#askTimer);
        clearTimeout(this.#deadline);
        this.#deadline = setTimeout(() => this.#lost(), within);
    }

    #hear(news) {
        clearTimeout(this.#deadline);
        clearTimeout(this.#askTimer);
        if (news.refused) {
            this.#goAlone();
            return;
        }
        this.#answered = true;
        if (!document.hidden) this.#askTimer = setTimeout(() => this.#ask(), askEvery);
        try {
            this.#take(news);
        } finally {
            this.#say({ ack: true });
        }
    }

    #take({ epoch, seq, state, summary, called, events = [], anew }) {
        const opened = state === 'open' && this.#hub !== 'open';
        this.#hub = state;
        this.#epoch = epoch;
        this.#seq = seq;
        if (anew !== undefined) {
            this.#reload = true;
            this.#openedAt = anew;
            this.#lastId = 0;
        }
        if (this.#reload && (opened || (anew !== undefined && state === 'open'))) this.#read();
        for (const [text, at] of events) this.#pass(JSON.parse(text), at, text.length);
        if (summary) this.listener.summary(summary.body, summary.date);
        this.#showState();
        if (called && !document.hidden) this.listener.awake(true);
    }

    #pass(event, at, length) {
        if (event.id !== undefined) {
            if (event.id <= this.#lastId) return;
            this.#lastId = event.id;
        }
        if (event.id <= this.#openedAt) this.listener.past(event, at, length);
        else this.listener.event(event, at, length);
    }

    #read() {
        clearTimeout(this.#reloadTimer);
        this.listener.reload();
    }

    #showState() {
        if (this.#hub !== 'open') this.listener.state(this.#hub);
        else if (!this.#reload) this.listener.state('live');
    }
}
