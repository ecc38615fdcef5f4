// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The live log of one collection, or of all: searched, paused, and read further back.
import { el, foreign, icon, setHidden, setIcon, setText } from '../../dom.js';
import { clock, count, exact, many, shorten } from '../../format.js';
import { dataText } from '../../models/bounded_event.js';
import { panel } from '../parts.js';
import { SeenRows } from '../seen_rows.js';

const shownOfData = 300; // characters

export class LogPanel {
    found = []; // the entries that are shown
    #chosen; // one of them, or one that was

    /** choose(entry) when somebody picks an event, changed() when the search or the pause has changed, readOlder(). */
    constructor({ choose, changed, readOlder }) {
        this.choose = choose;
        this.changed = changed;
        this.search = el('input', { type: 'search', placeholder: 'Search in type and data', 'aria-label': 'Search in type and data', autocomplete: 'off', spellcheck: 'false', 'data-testid': 'log-search', oninput: changed });
        this.pause = el('button', { type: 'button', class: 'act', title: 'Space', 'data-testid': 'log-pause', onclick: () => this.togglePause() }, icon('waiting'), el('span', {}, 'Pause'));
        this.rows = new SeenRows({ label: 'Events, the newest first', testid: 'log', make: (entry) => this.#make(entry), fill: (row, entry) => this.#fill(row, entry) });
        this.rows.list.addEventListener('keydown', (event) => this.#move(event));
        this.none = el('p', { class: 'quiet none', role: 'status', 'data-testid': 'log-none', hidden: true });
        this.older = el('button', { type: 'button', class: 'more', 'data-testid': 'log-older', hidden: true, onclick: readOlder }, 'Show older');
        const tools = el('div', { class: 'tools' }, el('label', { class: 'search' }, icon('search'), this.search), this.pause);
        this.panel = panel('All collections', { id: 'log-panel' }, tools, this.none, this.rows.element, this.older);
    }

    togglePause() {
        if (this.log.isPaused) this.log.resume();
        else this.log.pause();
        this.changed();
    }

    /** hasOlder: whether the wall may have more; trouble: a sentence where it could not be read. */
    show(log, { name, hasOlder, trouble }) {
        this.log = log;
        this.found = log.found(this.search.value.trim().toLocaleLowerCase());
        setText(this.panel.heading, name || 'All collections');
        this.rows.list.classList.toggle('one', Boolean(name));
        setText(this.panel.note, this.#note(log));
        setIcon(this.pause.firstElementChild, log.isPaused ? 'running' : 'waiting');
        setText(this.pause.lastElementChild, log.isPaused ? 'Go on' : 'Pause');
        this.pause.setAttribute('aria-pressed', String(log.isPaused));
        setText(this.none, trouble || (log.list.length === 0 ? 'Nothing yet. What comes from now on appears here.' : 'No event has this in it, as far back as was read.'));
        setHidden(this.none, !trouble && this.found.length > 0);
        setHidden(this.older, !hasOlder || log.isFull);
        this.rows.show(this.found);
    }

    #note(log) {
        if (log.isPaused) return log.came > 0 ? `Paused, ${count(log.came)} came meanwhile` : 'Paused';
        if (this.found !== log.list) return `${count(this.found.length)} of ${many(log.list.length, 'event', 'events')}`;
        return log.isFull ? `the last ${count(log.list.length)}` : many(log.list.length, 'event', 'events');
    }

    #make(entry) {
        const { event, time } = entry;
        return el('li', { role: 'option', id: `event-${entry.key}`, onclick: () => this.#pick(entry) },
            el('time', { datetime: new Date(time || 0).toISOString(), title: exact(time) }, clock(time || 0)), el('span', { class: 'topic' }, event.collection),
            el('b', {}, foreign(event.type)), el('span', { class: 'data' }, foreign(shorten(dataText(event).slice(0, 2 * shownOfData), shownOfData))));
    }

    #fill(row, entry) {
        row.setAttribute('aria-selected', String(entry === this.#chosen));
    }

    #pick(entry) {
        this.#chosen = entry;
        this.rows.list.setAttribute('aria-activedescendant', entry ? `event-${entry.key}` : '');
        this.rows.show(this.found);
        this.choose(entry);
    }

    /** Nothing is chosen any more. */
    clear() {
        this.#pick(undefined);
    }

    #move(event) {
        const index = this.found.indexOf(this.#chosen);
        const to = { ArrowDown: index + 1, ArrowUp: Math.max(0, index - 1), Home: 0, End: this.found.length - 1 }[event.key];
        if (to === undefined || !this.found[to]) return;
        event.preventDefault();
        this.rows.reveal(to);
        this.#pick(this.found[to]);
    }
}
