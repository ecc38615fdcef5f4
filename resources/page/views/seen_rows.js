// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A long list of which only what is seen is in the page. All rows have the height that --seen-row says in the style sheet.
// Whoever has scrolled down keeps in sight what they look at, whatever comes on top.
import { KeyedList, el } from '../dom.js';

const beyond = 4; // rows above and below what is seen

export class SeenRows {
    #items = [];
    #firstKey; // of the topmost row in sight
    #frame = 0;

    /** make(item) → element, fill(element, item), as of a KeyedList; items have a `key`. */
    constructor({ label, testid, make, fill }) {
        this.list = el('ol', { role: 'listbox', tabindex: '0', 'aria-label': label, 'data-testid': testid });
        this.element = el('div', { class: 'scroll seen-rows', tabindex: '-1' }, this.list);
        this.rows = new KeyedList(this.list, { key: (item) => item.key, make, fill });
        this.element.addEventListener('scroll', () => (this.#frame ||= requestAnimationFrame(() => this.#draw())), { passive: true });
        new ResizeObserver(() => this.#measure()).observe(this.element);
    }

    show(items) {
        this.#items = items;
        this.#keepPlace();
        this.#draw();
    }

    /** Scrolls as far as it takes to see the item at this index. */
    reveal(index) {
        const top = index * this.rowHeight;
        const { scrollTop, clientHeight } = this.element;
        if (top < scrollTop) this.element.scrollTop = top;
        else if (top + this.rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + this.rowHeight - clientHeight;
    }

    #measure() {
        this.height = this.element.clientHeight;
        this.rowHeight = parseFloat(getComputedStyle(this.list).getPropertyValue('--seen-row'));
        if (this.height > 0) this.#draw();
    }

    #keepPlace() {
        const { scrollTop } = this.element;
        if (!(scrollTop > 0) || this.#firstKey === undefined) return;
        const index = this.#items.findIndex(({ key }) => key === this.#firstKey);
        this.#resize();
        if (index >= 0) this.element.scrollTop = index * this.rowHeight + (scrollTop % this.rowHeight);
    }

    #resize() {
        this.list.style.height = `${this.#items.length * this.rowHeight}px`;
    }

    #draw() {
        this.#frame = 0;
        if (!(this.height > 0)) return;
        this.#resize();
        const { scrollTop } = this.element;
        const topmost = Math.floor(scrollTop / this.rowHeight);
        const first = Math.max(0, topmost - beyond);
        this.#firstKey = this.#items[topmost]?.key;
        this.list.style.paddingTop = `${first * this.rowHeight}px`;
        this.rows.show(this.#items.slice(first, topmost + Math.ceil(this.height / this.rowHeight) + beyond));
    }
}
