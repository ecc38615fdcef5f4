// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a field may hold that is compared as a whole: names that were seen.
import { el } from '../../dom.js';

/** Texts that are known, for a field in which one of them is entered. */
export class Known {
    values = [];

    constructor(id) {
        this.element = el('datalist', { id });
    }

    fill(texts) {
        const values = [...new Set(texts.filter(Boolean))].sort();
        if (values.length === this.values.length && values.every((value, index) => value === this.values[index])) return;
        this.values = values;
        this.element.replaceChildren(...values.map((value) => el('option', { value })));
    }

    /** Those that a part of one may mean: itself alone where it is one. */
    meant(text) {
        if (text === '' || this.values.includes(text)) return [text];
        return this.values.filter((value) => value.toLowerCase().includes(text.toLowerCase()));
    }
}
