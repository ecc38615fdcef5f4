// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A long list of which only what is seen is in the page. All rows have the height that --seen-row says in the style sheet.
// Whoever has scrolled down keeps in sight what they look at, whatever comes on top.
import { KeyedList, el, setAttribute } from '../dom.js';

const beyond = 4; // rows above and below what is seen

export class SeenRows {
    #items = [];
    #chosen; // the key of an item, or of one that was
    #frame = 0;

    /** make(item) → element; items have a `key`. */
    constructor({ label, testid, make }) {
        this.testid = testid;
        this.list = el('ol', { role: 'listbox', tabindex: '0', 'aria-label': label, 'data-testid': testid });
        this.element = el('div', { class: 'scroll seen-rows', tabindex: '-1' }, this.list);
        this.rows = new KeyedList(this.list, { key: ({ item }) => item.key, make: ({ item }) => this.#make(item, make), fill: (row, place) => this.#fill(row, place) });
        this.element.addEventListener('scroll', () => (this.#frame ||= requestAnimationFrame(() => this.#draw())), { passive: true });
        new ResizeObserver(() => this.#measure()).observe(this.element);
    }

    /** chosen: the key of an item, undefined for none. */
    show(items, chosen) {
        const before = this.#items;
        this.#items = items;
        this.#chosen = chosen;
        this.#keepPlace(before);
        this.#draw();
    }

    /** Scrolls as far as it takes to see the item at this index. */
    reveal(index) {
        const top = index * this.rowHeight;
        const { scrollTop, clientHeight } = this.element;
        if (top < scrollTop) this.element.scrollTop = top;
        else if (top + this.rowHeight > scrollTop + clientHeight) this.element.scrollTop = top + this.rowHeight - clientHeight;
    }

    #make(item, make) {
        const row = make(item);
        row.id = `${this.testid}-${item.key}`;
        row.setAttribute('role', 'option');
        return row;
    }

    #fill(row, { item, index }) {
        setAttribute(row, 'aria-selected', String(item.key === this.#chosen));
        setAttribute(row, 'aria-posinset', String(index + 1));
        setAttribute(row, 'aria-setsize', String(this.#items.length));
    }

    #measure() {
        this.height = this.element.clientHeight;
        this.rowHeight = parseFloat(getComputedStyle(this.list).getPropertyValue('--seen-row'));
        if (this.height > 0) this.#draw();
    }

    /** Moves along with the row that is topmost in sight, and only as far as that row has moved: whoever scrolls meanwhile, goes on. */
    #keepPlace(before) {
        const { scrollTop } = this.element;
        if (!(scrollTop > 0 && this.rowHeight > 0)) return;
        const index = Math.floor(scrollTop / this.rowHeight);
        const moved = before[index] ? this.#items.findIndex(({ key }) => key === before[index].key) - index : 0;
        if (moved === 0 || index + moved < 0) return; // it did not move, or is not there any more
        this.#resize();
        this.element.scrollTop = scrollTop + moved * this.rowHeight;
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
        this.list.style.paddingTop = `${first * this.rowHeight}px`;
        const seen = this.#items.slice(first, topmost + Math.ceil(this.height / this.rowHeight) + beyond);
        this.rows.show(seen.map((item, at) => ({ item, index: first + at })));
        const isSeen = seen.some(({ key }) => key === this.#chosen);
        setAttribute(this.list, 'aria-activedescendant', isSeen ? `${this.testid}-${this.#chosen}` : undefined);
    }
}
