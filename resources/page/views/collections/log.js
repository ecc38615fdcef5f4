// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live log of one collection, or of all: searched, paused, and read further back.
import { addressOf } from '../../address.js';
import { el, foreign, icon, setAttribute, setHidden, setIcon, setText } from '../../dom.js';
import { clock, count, exact, many, price, shorten, visible } from '../../format.js';
import { dataText } from '../../models/bounded_event.js';
import { priceOf } from '../../models/prices.js';
import { panel } from '../parts.js';
import { SeenRows } from '../seen_rows.js';

const shownOfData = 300; // characters

/** What the row of an event says besides its type: of a price what it is, of anything else its data. */
function words(event) {
    const told = priceOf(event);
    return told ? `${told.symbol} ${price(told.price)}` : visible(shorten(dataText(event).slice(0, 2 * shownOfData), shownOfData));
}

/** How far back a search has looked. */
const reach = ({ list }) => `back to ${exact(list.at(-1).time)}`;

export class LogPanel {
    found = []; // the entries that are shown
    #chosen; // one of them, or one that was

    /** choose(entry) when an event is picked, choose(undefined) when it is not any more; goesAlong(): whether the event follows the arrows.
     *  changed() when the search or the pause has changed, readOlder(). */
    constructor({ choose, goesAlong, changed, readOlder }) {
        Object.assign(this, { choose, goesAlong, changed });
        this.search = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', 'data-testid': 'log-search', oninput: changed });
        this.pause = el('button', { type: 'button', class: 'act', title: 'Space', 'data-testid': 'log-pause', onclick: () => this.togglePause() }, icon('waiting'), el('span', {}, 'Pause'));
        this.rows = new SeenRows({ label: 'Events, the newest first', testid: 'log', make: (entry) => this.#make(entry) });
        this.rows.list.addEventListener('keydown', (event) => this.#press(event));
        this.none = el('p', { class: 'quiet none', role: 'status', 'data-testid': 'log-none', hidden: true });
        this.older = el('button', { type: 'button', class: 'more', 'data-testid': 'log-older', hidden: true, onclick: readOlder }, 'Show older');
        this.hint = el('p', { class: 'quiet further', 'data-testid': 'log-hint', hidden: true }, 'Choose a collection to read further back.');
        const back = el('a', { class: 'back', href: addressOf(['collections']), 'data-testid': 'log-back' }, '‹ Collections');
        const tools = el('div', { class: 'tools' }, el('label', { class: 'search' }, icon('search'), this.search), this.pause);
        this.panel = panel('All collections', { id: 'log-panel' }, back, tools, this.none, this.rows.element, this.older, this.hint);
    }

    togglePause() {
        if (this.log.isPaused) this.log.resume();
        else this.log.pause();
        this.changed();
    }

    focus() {
        this.rows.list.focus();
    }

    /** name: of its collection, empty for all; hasOlder: whether the wall may have more; trouble: a sentence where it could not be read. */
    show(log, { name, hasOlder, trouble }) {
        this.log = log;
        const sought = this.search.value.trim().toLocaleLowerCase();
        this.found = log.found(sought);
        setText(this.panel.heading, name || 'All collections');
        this.#label(name ? 'Search in type and data' : 'Search in collection, type and data');
        this.rows.list.classList.toggle('one', Boolean(name));
        setText(this.panel.note, this.#note(log, sought));
        setIcon(this.pause.firstElementChild, log.isPaused ? 'running' : 'waiting');
        setText(this.pause.lastElementChild, log.isPaused ? 'Resume' : 'Pause');
        setText(this.none, trouble || (log.list.length === 0 ? 'Nothing yet. What comes from now on appears here.' : `No event has this in it, ${reach(log)}.`));
        setHidden(this.none, !trouble && this.found.length > 0);
        setHidden(this.older, !hasOlder || log.isFull);
        setHidden(this.hint, name !== '' || !log.isFull);
        this.#draw();
    }

    /** Nothing is chosen any more. */
    clear() {
        this.#mark(undefined);
        this.choose(undefined);
    }

    #label(text) {
        setAttribute(this.search, 'placeholder', text);
        setAttribute(this.search, 'aria-label', text);
    }

    #note(log, sought) {
        const came = log.isPaused ? log.came(sought) : 0;
        if (log.isPaused) return came > 0 ? `Paused, ${count(came)} came meanwhile` : 'Paused';
        if (this.found !== log.list && log.list.length > 0) return `${count(this.found.length)} of ${many(log.list.length, 'event', 'events')}, ${reach(log)}`;
        return log.isFull ? `the last ${count(log.list.length)}` : many(log.list.length, 'event', 'events');
    }

    #make(entry) {
        const { event, time } = entry;
        return el('li', { onclick: () => this.#pick(entry) },
            el('time', { datetime: new Date(time || 0).toISOString(), title: exact(time) }, clock(time || 0)), el('span', { class: 'topic' }, event.collection),
            el('b', {}, foreign(event.type)), el('span', { class: 'data' }, foreign(words(event))));
    }

    #draw() {
        this.rows.show(this.found, this.#chosen?.key);
    }

    #mark(entry) {
        this.#chosen = entry;
        this.#draw();
    }

    #pick(entry) {
        this.#mark(entry);
        this.choose(entry);
    }

    #press(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
        if (event.key === 'Enter' && this.found.includes(this.#chosen)) this.choose(this.#chosen);
        else this.#move(event);
    }

    #move(event) {
        const index = this.found.indexOf(this.#chosen);
        const to = { ArrowDown: index + 1, ArrowUp: Math.max(0, index - 1), Home: 0, End: this.found.length - 1 }[event.key];
        if (to === undefined || !this.found[to]) return;
        event.preventDefault();
        this.rows.reveal(to);
        this.#mark(this.found[to]);
        if (this.goesAlong()) this.choose(this.found[to]);
    }
}
