// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the events after the last summary add to its figures, so that they move at once and are never counted twice.

const bound = 20000;

export class LaterThanSummary {
    total = 0;
    today = 0;
    #lastId = 0; // newest event the summary has counted
    #changes = [];

    add(id, total, today) {
        if (!(id > this.#lastId)) return;
        this.#changes.push({ id, total, today });
        // Too many to remember: they stay in the sums until the next summary counts them itself.
        if (this.#changes.length > bound) this.#changes.splice(0, bound / 2);
        this.total += total;
        this.today += today;
    }

    /** A new summary counts everything up to this id. */
    cut(lastId) {
        this.#lastId = lastId;
        this.#changes = this.#changes.filter((change) => change.id > lastId);
        this.total = this.#changes.reduce((sum, change) => sum + change.total, 0);
        this.today = this.#changes.reduce((sum, change) => sum + change.today, 0);
    }
}
