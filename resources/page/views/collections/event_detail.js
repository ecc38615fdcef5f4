// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One event whole, as JSON. Of a long one the page keeps only the beginning: the rest is read from the wall if somebody asks.
import { copyText, el, foreign, icon, setHidden, setText } from '../../dom.js';
import { count, exact, shorten, size } from '../../format.js';
import { getJson } from '../../live/get_json.js';

const shownAtFirst = 200e3; // characters

const button = (name, word, onclick) => el('button', { type: 'button', class: 'act', onclick }, icon(name), el('span', {}, word));

export class EventDetail {
    /** close() when it is not wanted any more. */
    constructor(close) {
        this.title = el('h2', {});
        this.when = el('p', { class: 'quiet' });
        this.cut = el('p', { class: 'cut', role: 'status', 'data-testid': 'cut' });
        this.whole = button('open', 'Read it whole', () => this.#readWhole());
        this.copy = button('copy', 'Copy', () => this.#copy());
        this.json = el('pre', { tabindex: '0', 'aria-label': 'The event as JSON', 'data-testid': 'json' });
        this.all = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#write(Infinity) }, 'Show all of it');
        this.element = el('section', { class: 'panel event-detail', 'aria-label': 'Event', 'data-testid': 'event', hidden: true },
            el('header', {}, this.title, el('button', { type: 'button', class: 'plain', onclick: close }, 'Close')), this.when,
            el('p', { class: 'acts' }, this.copy, this.whole), this.cut, el('div', { class: 'scroll', tabindex: '-1' }, this.json, this.all));
    }

    /** An entry of the log, or undefined. */
    show(entry) {
        setHidden(this.element, entry === undefined);
        this.event = entry?.event;
        if (!entry) return;
        const { collection, type, id } = entry.event;
        this.title.replaceChildren(collection, ' ', foreign(type));
        setText(this.when, `${exact(entry.time)}${id === undefined ? ', passed on and not stored' : `, number ${id}`}`);
        this.#showCut(entry.event);
        this.#take(entry.event);
    }

    #showCut({ cut, id }) {
        const rest = id === undefined ? 'The rest was not stored.' : 'The wall has the rest.';
        setText(this.cut, cut ? `Its data are long: ${size(cut.length)}. Here is how they begin. ${rest}` : '');
        setHidden(this.cut, !cut);
        setHidden(this.whole, !cut || id === undefined);
    }

    #take({ cut, ...event }) {
        this.text = cut ? `${JSON.stringify(event, null, 2)}\n\n${cut.beginning}` : JSON.stringify(event, null, 2);
        this.#write(shownAtFirst);
    }

    #write(most) {
        const isLong = this.text.length > most;
        setText(this.json, isLong ? shorten(this.text.slice(0, 2 * most), most) : this.text);
        setText(this.all, `Show all ${count(this.text.length)} characters`);
        setHidden(this.all, !isLong);
    }

    async #readWhole() {
        const { event } = this;
        setText(this.cut, 'Reading …');
        try {
            const { body } = await getJson(`/notify/${event.collection}?limit=1&before=${event.id + 1}`);
            if (event !== this.event) return;
            if (body.events[0]?.id !== event.id) throw new Error('the wall does not keep it any more');
            this.#showCut({});
            this.#take(body.events[0]);
        } catch (error) {
            if (event === this.event) setText(this.cut, `It could not be read: ${error.message}.`);
        }
    }

    async #copy() {
        const word = this.copy.lastElementChild;
        setText(word, (await copyText(this.text)) ? 'Copied' : 'Select and copy it by hand');
        setTimeout(() => setText(word, 'Copy'), 2000);
    }
}
