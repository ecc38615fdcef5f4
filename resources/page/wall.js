// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything the page knows, kept true by the feed. Views read it and are told, at most once a frame, which topics
// changed: results, ci, messages, activity, summary, connection, clock.
import { Feed } from './feed.js';
import { getJson } from './live/get_json.js';
import { Activity } from './models/activity.js';
import { runEntry, sourceEntry, storeEntry } from './models/attention.js';
import { boundedEvent } from './models/bounded_event.js';
import { Pipelines, historyRead, isRemoval, isRun, providerWhereNeeded } from './models/pipelines.js';
import { Results } from './models/results.js';
import { tellsOfTable } from './models/tables.js';

const waitingBound = 5000;
const everything = ['results', 'ci', 'messages', 'activity', 'summary', 'connection', 'clock'];

/** A moment in the past, in the time that animations count in. */
const moment = (at) => performance.now() - (Date.now() - at);

export class Wall {
    connection = 'connecting';
    awaySince = 0;
    loaded = false;
    summary = { results: {}, ci: {}, subscribers: {} };
    results = new Results();
    pipelines = new Pipelines();
    activity = new Activity();
    #listeners = { change: [], unseen: [], event: [], back: [], run: [], removal: [] };
    #awake = true; // somebody looks, and has everything to look at
    #changed = new Set();
    #frame = 0;
    #reloadTimer = 0;
    #waiting = null; // {events, dropped}: what arrives while everything is being read anew
    #eventsLost = true; // since the listeners were told
    #passingLost = false; // since then, those that nobody has stored
    #clockOffset = 0;
    #storeFailedAt = 0; // when this page first heard of it

    constructor() {
        this.feed = new Feed(this.#feedListener());
    }

    start() {
        this.feed.start();
        setInterval(() => this.#awake && this.#touch('clock'), 1000);
    }

    /** listener(topics: Set) runs before the next frame is drawn; never while the page is hidden, and after that not
     *  before everything that was missed is there. */
    onChange(listener) {
        this.#listeners.change.push(listener);
    }

    /** listener() runs when the connection or the summary changes and nobody looks. */
    onUnseen(listener) {
        this.#listeners.unseen.push(listener);
    }

    /** listener(event, at) with every event that comes live, in the wall's time; listener(null) when some were lost, and
     *  once at the beginning. */
    onEvent(listener) {
        this.#listeners.event.push(listener);
    }

    /** listener() when the connection is there again, and no stored event was lost: of those that nobody has stored, none came meanwhile. */
    onBack(listener) {
        this.#listeners.back.push(listener);
    }

    /** listener(run) with every run that was made or changed, listener(null) when everything was read anew. */
    onRun(listener) {
        this.#listeners.run.push(listener);
    }

    /** listener(lane) when a lane was removed, with all its runs. */
    onRemoval(listener) {
        this.#listeners.removal.push(listener);
    }

    /** The wall's time: this device's clock may be wrong. */
    now() {
        return Date.now() + this.#clockOffset;
    }

    /** Results in one of the orders newest, fastest, name. The last is read when it is asked for the first time. */
    resultsBy(order) {
        if (this.results.want(order)) this.reload();
        return this.results.by(order);
    }

    #feedListener() {
        return {
            state: (state) => this.#setConnection(state),
            summary: (body, date) => this.#takeSummary(body, date),
            reload: () => this.reload(true),
            event: (event, at, length) => this.#receive(boundedEvent(event, length), at),
            past: (event, at, length) => {
                this.activity.remember(boundedEvent(event, length), at + this.#clockOffset);
                this.#touch('activity');
            },
            awake: (awake) => this.#setAwake(awake),
        };
    }

    #setAwake(awake) {
        if (awake === this.#awake) return;
        this.#awake = awake;
        cancelAnimationFrame(this.#frame);
        this.#frame = 0;
        if (awake) this.#touch(...everything);
    }

    /** Reads everything anew. Events that arrive meanwhile are applied after it, so that the end is the same; where
     *  too many wait, they are dropped and everything is read once more. */
    async reload(eventsLost = false) {
        clearTimeout(this.#reloadTimer);
        this.#eventsLost ||= eventsLost;
        const waiting = { events: this.#waiting?.events ?? [], dropped: false };
        this.#waiting = waiting;
        try {
            const [results, ci, runs] = await Promise.all([this.results.read(), getJson('/ci'), getJson(`/ci/runs?limit=${historyRead}`)]);
            if (this.#waiting !== waiting) return; // a later reload took over
            this.results.replace(results);
            this.pipelines.replace(ci.body.runs, runs.body.runs);
            this.#waiting = null;
            this.loaded = true;
            this.#tell('run', null);
            if (this.#eventsLost) this.#loseEvents();
            for (const [event, at] of waiting.events) this.#apply(event, at);
            if (waiting.dropped) {
                this.#reloadSoon();
                this.feed.check();
            }
            this.#touch('results', 'ci', 'messages', 'activity', 'summary');
            this.feed.reloaded(true);
        } catch (error) {
            if (this.#waiting !== waiting) return;
            console.warn('Reading the wall failed, trying again:', error.message);
            this.feed.reloaded(false);
        }
    }

    #loseEvents() {
        this.#eventsLost = false;
        this.#passingLost = false;
        this.#tell('event', null);
    }

    #receive(event, at) {
        this.activity.add(event, at + this.#clockOffset);
        this.#tell('event', event, at + this.#clockOffset);
        this.#touch('activity', 'messages');
        if (this.#waiting) this.#wait(event, at);
        else this.#apply(event, at);
    }

    #wait(event, at) {
        const { events, dropped } = this.#waiting;
        if (dropped) return;
        if (events.length < waitingBound) events.push([event, at]);
        else Object.assign(this.#waiting, { events: [], dropped: true });
    }

    #apply(event, at) {
        if (tellsOfTable(event, 'results') && event.data) this.#applyResult(event, at);
        if (!tellsOfTable(event, 'ci')) return;
        if (isRemoval(event)) this.#applyRemoval(event.data);
        else if (isRun(event.data)) this.#applyRun(event.data, at);
    }

    #applyRun(data, at) {
        const run = { ...data, arrived: moment(at) };
        const left = this.pipelines.upsert(run);
        this.#tell('run', run);
        if (left) this.#reloadSoon(); // another run is now the latest where this one was
        this.#touch('ci');
    }

    #applyRemoval(lane) {
        this.pipelines.remove(lane);
        this.#tell('removal', lane);
        this.#reloadSoon(); // another lane may take its place
        this.#touch('ci');
    }

    #tell(topic, ...news) {
        for (const listener of this.#listeners[topic]) listener(...news);
    }

    #applyResult(event, at) {
        if (this.results.apply(event, { arrived: moment(at), now: this.now() })) this.#reloadSoon();
        this.#touch('results', 'summary');
    }

    #reloadSoon() {
        clearTimeout(this.#reloadTimer);
        this.#reloadTimer = setTimeout(() => this.reload(), 1000);
    }

    /** What needs a person, as entries (models/attention.js): trouble alone, or with warnings after it. */
    get trouble() {
        return [...this.#storeTrouble, ...this.#entriesOf(this.pipelines.trouble)];
    }

    /** How many lanes there are besides those that are kept here. */
    get furtherLanes() {
        return this.pipelines.isFull ? Math.max(0, (this.summary.ci?.runs ?? 0) - this.pipelines.list.length) : 0;
    }

    /** How many lanes are red. While nobody looks the summary is all that comes. */
    get failed() {
        return this.#awake ? this.pipelines.trouble.length : (this.summary.ci?.failed ?? 0);
    }

    get attention() {
        const unread = (this.summary.failing ?? []).map(sourceEntry);
        return [...this.#storeTrouble, ...this.#entriesOf(this.pipelines.attention), ...unread];
    }

    /** Why the store does not take anything, as a sentence; empty when it does. */
    get storeFailure() {
        const { store } = this.summary;
        return store?.ok === false ? store.message || 'the store does not take anything' : '';
    }

    #entriesOf(runs) {
        const providerOf = providerWhereNeeded(this.pipelines.list);
        return runs.map((run) => runEntry(run, providerOf(run)));
    }

    get #storeTrouble() {
        return this.storeFailure ? [storeEntry(this.storeFailure, this.#storeFailedAt)] : [];
    }

    #takeSummary(body, date) {
        const isOther = (name) => this.summary[name] && body[name] !== this.summary[name];
        if (isOther('version') || isOther('store_name')) window.location.reload(); // a newer page, or a store that was begun anew
        if (body.store?.ok !== false) this.#storeFailedAt = 0;
        else this.#storeFailedAt ||= this.now();
        this.summary = body;
        this.results.count(body.results, body.last_id);
        if (Number.isFinite(date)) {
            const offset = date - Date.now();
            this.#clockOffset = Math.abs(offset) > 5000 ? offset : 0;
        }
        this.#touch('summary');
    }

    #setConnection(state) {
        if (state === 'away' && this.connection !== 'away') this.awaySince = Date.now();
        if (this.connection === 'live' && state !== 'live') this.#passingLost = true;
        this.connection = state;
        if (state === 'live' && this.#passingLost) {
            this.#passingLost = false;
            this.#tell('back');
        }
        this.#touch('connection');
    }

    #touch(...topics) {
        topics.forEach((topic) => this.#changed.add(topic));
        if (!this.#awake) {
            if (topics.includes('summary') || topics.includes('connection')) this.#tell('unseen');
            return;
        }
        this.#frame ||= requestAnimationFrame(() => {
            this.#frame = 0;
            const changed = this.#changed;
            this.#changed = new Set();
            this.#tell('change', changed);
        });
    }
}
