// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of TV mode that may have more to show than can be read from five metres: it does so in parts, one after the other.

export class TvParts {
    #title;
    #part = 0;
    #parts = 1;

    constructor(title) {
        this.#title = title;
    }

    get name() {
        return this.#parts > 1 ? `${this.#title}, ${this.#part + 1} of ${this.#parts}` : this.#title;
    }

    /** Comes to the front, from the page before it or from the one after it. */
    begin(step) {
        this.#part = step < 0 ? this.#parts - 1 : 0;
    }

    /** Whether there was another part to go to. */
    turn(step) {
        const part = this.#part + step;
        if (part < 0 || part >= this.#parts) return false;
        this.#part = part;
        return true;
    }

    /** The items of this part, of which so many fit. */
    partOf(items, capacity) {
        this.#parts = Math.max(1, Math.ceil(items.length / capacity));
        this.#part = Math.min(this.#part, this.#parts - 1);
        const each = Math.ceil(items.length / this.#parts); // none of them nearly empty
        return items.slice(this.#part * each, (this.#part + 1) * each);
    }
}
