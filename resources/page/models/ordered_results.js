// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first results in one order, at most `bound` of them. Equal records stand newest first.

export const bound = 1000;

const newest = (a, b) => b.id - a.id;
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

const orders = {
    newest,
    fastest: (a, b) => a.time - b.time || newest(a, b),
    name: (a, b) => collator.compare(a.name, b.name) || newest(a, b),
};

export class OrderedResults {
    list = [];
    #byId = new Map();

    constructor(order) {
        this.order = order;
        this.compare = orders[order];
    }

    replace(records) {
        this.list = [...records].sort(this.compare).slice(0, bound);
        this.#byId = new Map(this.list.map((record) => [record.id, record]));
    }

    get(id) {
        return this.#byId.get(id);
    }

    upsert(record) {
        this.remove(record.id);
        let low = 0;
        let high = this.list.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.compare(this.list[middle], record) < 0) low = middle + 1;
            else high = middle;
        }
        if (low >= bound) return;
        this.list.splice(low, 0, record);
        this.#byId.set(record.id, record);
        if (this.list.length > bound) this.#byId.delete(this.list.pop().id);
    }

    /** Whether the record was in the list. */
    remove(id) {
        const record = this.#byId.get(id);
        if (!record) return false;
        this.#byId.delete(id);
        this.list.splice(this.list.indexOf(record), 1);
        return true;
    }
}
