// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One event whole, as JSON. Of a long one the page keeps only the beginning: the rest is read from the wall if somebody asks.
import { copyText, el, foreign, icon, setHidden, setText } from '../../dom.js';
import { count, exact, shorten, size, visible } from '../../format.js';
import { getJson } from '../../live/get_json.js';

const shownAtFirst = 200e3; // characters

const button = (name, word, onclick) => el('button', { type: 'button', class: 'act', onclick }, icon(name), el('span', {}, word));

export class EventDetail {
    /** close() when it is not wanted any more. */
    constructor(close) {
        this.title = el('h2', {});
        this.when = el('span', { class: 'note' });
        this.cut = el('span', { role: 'status', 'data-testid': 'cut' });
        this.whole = button('open', 'Read it whole', () => this.#readWhole());
        this.copy = button('copy', 'Copy JSON', () => this.#copy());
        this.json = el('pre', { tabindex: '0', dir: 'ltr', 'aria-label': 'The event as JSON', 'data-testid': 'json' });
        this.all = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#write(Infinity) }, 'Show all of it');
        this.element = el('section', { class: 'panel event-detail', tabindex: '-1', 'aria-label': 'Event', 'data-testid': 'event', hidden: true },
            el('header', {}, this.title, this.when, this.copy, el('button', { type: 'button', class: 'plain', title: 'Escape', onclick: close }, 'Close')),
            el('p', { class: 'cut' }, this.cut, this.whole), el('div', { class: 'scroll', tabindex: '-1' }, this.json, this.all));
    }

    get isOpen() {
        return !this.element.hidden;
    }

    focus() {
        this.element.focus();
    }

    /** An entry of the log, or undefined. */
    show(entry) {
        setHidden(this.element, entry === undefined);
        if (entry?.event === this.event) return;
        this.event = entry?.event;
        if (!entry) return;
        const { collection, type, id } = entry.event;
        this.title.replaceChildren(collection, ' ', foreign(type));
        setText(this.when, id === undefined ? 'passed on, not stored' : `number ${id}`);
        this.when.title = exact(entry.time);
        this.#take(entry.event);
    }

    #take(event) {
        this.known = event; // the same event, perhaps more of it
        const { cut, data, ...head } = event;
        setText(this.cut, cut ? `Its data are long: ${size(cut.length)}. Here is how they begin. ${event.id === undefined ? 'The rest was not stored.' : 'The wall has the rest.'}` : '');
        setHidden(this.cut.parentElement, !cut);
        setHidden(this.whole, event.id === undefined);
        setHidden(this.copy, Boolean(cut) && event.id === undefined); // what there is of it is no JSON
        // Only what is shown: what is copied is the event as it came.
        this.text = visible(cut ? `${JSON.stringify(head, null, 2)}\n\n${cut.beginning}` : JSON.stringify({ ...head, data }, null, 2));
        this.#write(shownAtFirst);
    }

    #write(most) {
        const isLong = this.text.length > most;
        setText(this.json, isLong ? shorten(this.text.slice(0, 2 * most), most) : this.text);
        setText(this.all, `Show all ${count(this.text.length)} characters`);
        setHidden(this.all, !isLong);
    }

    /** Whether the event that is shown is there whole now. */
    async #readWhole() {
        const { event } = this;
        if (!this.known.cut) return true;
        setText(this.cut, 'Reading …');
        try {
            const { body } = await getJson(`/notify/${event.collection}?limit=1&before=${event.id + 1}`);
            if (event !== this.event) return false;
            if (body.events[0]?.id !== event.id) throw new Error('the wall does not keep it any more');
            this.#take(body.events[0]);
            return true;
        } catch (error) {
            if (event === this.event) setText(this.cut, `It could not be read: ${error.message}.`);
            return false;
        }
    }

    async #copy() {
        if (!(await this.#readWhole())) return;
        const word = this.copy.lastElementChild;
        setText(word, (await copyText(JSON.stringify(this.known))) ? 'Copied' : 'Select and copy it by hand');
        setTimeout(() => setText(word, 'Copy JSON'), 2000);
    }
}
