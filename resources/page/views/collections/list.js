// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every collection: how many events came within the last minute, and what its newest one was.
import { addressOf } from '../../address.js';
import { KeyedList, el, setText } from '../../dom.js';
import { ago, count, exact, many, plain } from '../../format.js';
import { panel } from '../parts.js';

const drawEvery = 250; // milliseconds, however many events come

const addressOfCollection = (name) => addressOf(['collections', name || '*']);

export class CollectionList {
    #drawn = 0;

    constructor() {
        this.element = el('ul', { class: 'collection-list', 'data-testid': 'collections' });
        this.rows = new KeyedList(this.element, { key: ({ name }) => name, make: (state) => this.#make(state), fill: (row, state) => this.#fill(row, state) });
        this.panel = panel('Collections', { id: 'collections-panel' }, el('div', { class: 'scroll', tabindex: '-1' }, this.element));
    }

    /** At once where somebody has chosen another one; otherwise now and then. */
    show(collections, { now, chosen }) {
        if (chosen === this.chosen && performance.now() - this.#drawn < drawEvery) return;
        this.#drawn = performance.now();
        Object.assign(this, { now, chosen });
        const { list } = collections;
        const rates = list.map(({ rate }) => rate.perMinute(now));
        const all = { name: '', sum: rates.reduce((a, b) => a + b, 0), about: many(list.length, 'collection', 'collections') };
        this.rows.show([all, ...list.map((state, index) => ({ ...state, sum: rates[index] }))]);
        setText(this.panel.note, 'events/min');
    }

    #make({ name }) {
        return el('li', {}, el('a', { href: addressOfCollection(name) }, el('b', { dir: 'auto' }, name || 'All collections'), el('span', { class: 'number' }), el('span', { class: 'about' })));
    }

    #fill(row, { name, type, time, sum, about }) {
        const link = row.firstElementChild;
        const [, rate, words] = link.children;
        setText(rate, count(sum));
        setText(words, about ?? `${plain(type)}, ${ago(time, this.now)}`);
        words.title = name && exact(time);
        if (name === this.chosen) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
    }
}
