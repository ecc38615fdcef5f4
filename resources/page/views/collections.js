// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What any program publishes: every collection, the live log of one or of all, and the chosen event as JSON. Where there is room for one
// of the three, #/collections is the list, #/collections/* the log of all.
import { el, setHidden } from '../dom.js';
import { getJson } from '../live/get_json.js';
import { boundedAnswer } from '../models/bounded_event.js';
import { Collections as Known } from '../models/collections.js';
import { EventLog, merged } from '../models/event_log.js';
import { Missed } from '../models/missed.js';
import { EventDetail } from './collections/event_detail.js';
import { CollectionList } from './collections/list.js';
import { LogPanel } from './collections/log.js';
import { Unread, curlNotify, emptyState } from './parts.js';

const pageOf = (name) => (name === '' ? 300 : 100); // events: among those of all collections few are those that somebody seeks
const all = '*'; // in the address of the page, as in that of the wall
const everything = new Set(['activity']);
const narrow = window.matchMedia('(max-width: 860px)'); // as in css/collections.css: the event takes the place of the log

export class Collections {
    title = 'Collections';
    #known = new Known();
    #log = new EventLog();
    #place; // in the address; undefined for the list
    #name; // of the collection that is shown; '' for all
    #reading = null; // the page of older events that is being read
    #hasOlder = false;
    #trouble = '';
    #isOld = true; // the log: something was missed that is not in it

    constructor(wall) {
        this.wall = wall;
        this.missed = new Missed('/notify', { take: ({ collections }, meanwhile) => this.#known.replace(collections, meanwhile, wall.now()), done: () => this.render(everything) });
        this.list = new CollectionList();
        this.log = new LogPanel({ choose: (entry) => this.#choose(entry), goesAlong: () => !narrow.matches, changed: () => this.#changed(), readOlder: () => this.#readOlder() });
        this.detail = new EventDetail(() => this.#close());
        this.empty = emptyState('collections', 'Nothing was published yet. Any program can, in one line:',
            curlNotify({ collection: 'orders', type: 'paid', data: { sum: 7 } }));
        this.unread = new Unread(() => this.missed.catchUp());
        const example = el('p', { class: 'hint' }, 'A page of your own that follows a collection: ', el('a', { href: '/example' }, 'an example to copy'), '.');
        this.panels = el('div', { class: 'collections-panels' }, this.list.panel.element, this.log.panel.element, this.detail.element);
        this.element = el('div', { class: 'view collections' }, this.unread.element, this.empty, this.panels, example);
        wall.onEvent((event, at) => this.#hear(event, at));
        wall.onBack(() => this.#missRates());
        document.addEventListener('keydown', (event) => this.#press(event));
    }

    go([place]) {
        const name = place === undefined || place === all ? '' : place;
        const isOther = name !== this.#name;
        this.#name = name;
        if (place !== this.#place) this.log.clear();
        this.#place = place;
        this.panels.classList.toggle('chosen', place !== undefined);
        if (isOther || (this.#isOld && !this.#log.isPaused)) this.#begin();
        else if (this.wall.loaded) this.missed.catchUp();
    }

    render(topics) {
        if (!topics.has('activity') && !topics.has('clock')) return;
        const { isRead, trouble } = this.missed;
        const nothing = this.#known.list.length === 0;
        this.unread.show(trouble);
        setHidden(this.empty, !isRead || !nothing);
        setHidden(this.panels, nothing && (isRead || trouble !== ''));
        this.list.show(this.#known, { now: this.wall.now(), chosen: this.#name });
        if (topics.has('activity')) this.#showLog();
    }

    get #isSeen() {
        return this.element.offsetParent !== null;
    }

    #showLog() {
        const trouble = this.#reading && this.#log.list.length === 0 ? 'Reading …' : this.#trouble;
        this.log.show(this.#log, { name: this.#name, hasOlder: this.#hasOlder && !this.#reading, trouble });
    }

    #changed() {
        if (this.#isOld && !this.#log.isPaused) this.#begin();
        else this.#showLog();
    }

    /** Of what is missed while nobody looks, no more is kept than that it was: go() reads it. */
    #hear(event, at) {
        if (event === null) {
            this.#isOld = true; // or this is the first time
            this.missed.lose();
            if (this.#isSeen) this.#changed();
            return;
        }
        const { collection, type, time } = event;
        this.#known.note(event, at);
        this.missed.note({ collection, type, time });
        if (this.#isShown(event)) this.#log.add(event, at);
    }

    /** The log has all that is stored, and goes on. */
    #missRates() {
        this.missed.lose();
        if (this.#isSeen) this.missed.catchUp();
    }

    /** Space pauses and Escape closes the event, but where they mean something else. */
    #press(event) {
        const { key, target } = event;
        if (!this.#isSeen || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || target.closest('dialog')) return;
        if (key === 'Escape' && this.detail.isOpen && !target.value) this.#close();
        else if (key === ' ' && !target.closest('input, textarea, select, button, a, pre')) this.log.togglePause();
        else return;
        event.preventDefault();
    }

    #choose(entry) {
        this.detail.show(entry);
        this.panels.classList.toggle('both', entry !== undefined);
        if (entry && narrow.matches) this.detail.focus(); // the log, which had it, is hidden
    }

    #close() {
        this.log.clear();
        this.log.focus();
    }

    /** Reads the log anew. A pause goes on: what comes from now on waits. */
    #begin() {
        if (!this.wall.loaded) return; // it comes again
        this.missed.catchUp();
        this.#isOld = false;
        const { isPaused } = this.#log;
        this.#log = new EventLog({ ofAll: this.#name === '' });
        if (isPaused) this.#log.pause();
        this.#trouble = '';
        this.#hasOlder = false;
        this.#reading = null;
        this.log.clear();
        this.#readOlder(this.#passing);
        this.#showLog();
    }

    #isShown({ collection }) {
        return this.#name === '' || collection === this.#name;
    }

    /** Events of what is shown that nobody has stored, as far as the page remembers them. */
    get #passing() {
        return this.wall.activity.lines.map(({ event }) => event).filter((event) => event.id === undefined && this.#isShown(event));
    }

    /** Puts the page before the oldest event that is here below it, and `others` among its events. */
    async #readOlder(others = []) {
        const reading = (this.#reading = {});
        const log = this.#log;
        const before = log.oldestId === undefined ? '' : `&before=${log.oldestId}`;
        try {
            const { body } = await getJson(`/notify/${encodeURIComponent(this.#name || all)}?limit=${pageOf(this.#name)}${before}`);
            if (log !== this.#log) return;
            log.addOlder(merged(body.events.map(boundedAnswer), others));
            this.#hasOlder = body.next !== undefined;
            this.#trouble = '';
        } catch (error) {
            if (log !== this.#log) return;
            this.#trouble = `Older events could not be read: ${error.message}.`;
            this.#hasOlder = true;
        }
        if (reading === this.#reading) this.#reading = null;
        this.#showLog();
    }
}
