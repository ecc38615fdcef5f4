// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The latest events as they came, for tabs that were not listening. Bounded, each kind by itself: a flood of results
// must not drive out what somebody said.

const bounds = { stored: 10000, said: 400, passing: 400 };
const charactersBound = 4e6; // of a kind; one event alone may have a million
const shownAfterLoss = 200; // lines of the list of what happened; the wall itself knows the rest

const kindOf = (event) => (event.id !== undefined ? 'stored' : event.collection === 'messages' ? 'said' : 'passing');

export class Backlog {
    /** Number of the newest entry. Numbers count the events of this backlog, stored or not, and are never used twice. */
    seq = 0;
    #kinds = { stored: [], said: [], passing: [] }; // entries {seq, id, text, at}, oldest first
    #characters = { stored: 0, said: 0, passing: 0 };
    #whole = 0; // every stored event after this number is here
    #wholeId = null; // and every one after this id; null: before there was a log

    add(event, text) {
        const kind = kindOf(event);
        const entries = this.#kinds[kind];
        entries.push({ seq: ++this.seq, id: event.id, text, at: Date.now() });
        this.#characters[kind] += text.length;
        if (entries.length > bounds[kind] || this.#characters[kind] > charactersBound) this.#dropHalf(kind);
    }

    /** Half at once: to drop each time the oldest one would move all the others each time. */
    #dropHalf(kind) {
        const entries = this.#kinds[kind];
        const dropped = entries.splice(0, Math.ceil(entries.length / 2));
        for (const { text } of dropped) this.#characters[kind] -= text.length;
        if (kind !== 'stored') return;
        this.#whole = dropped.at(-1).seq;
        this.#wholeId = dropped.at(-1).id;
    }

    /** From here on a log is followed after this id; whoever saw less has missed something. */
    begin(id) {
        this.#kinds.stored = [];
        this.#characters.stored = 0;
        this.#whole = ++this.seq;
        this.#wholeId = id;
    }

    /** The number after which somebody who last saw this stored event goes on; undefined where it cannot be told. */
    placeOf(id) {
        if (this.#wholeId === null || id < this.#wholeId) return undefined;
        if (id === this.#wholeId) return this.#whole;
        return this.#kinds.stored.find((entry) => entry.id === id)?.seq;
    }

    /** Whether nothing that is stored was lost after this number. */
    covers(seq) {
        return seq >= this.#whole && seq <= this.seq;
    }

    /** Everything after a number, in order. */
    after(seq) {
        return this.#inOrder(Object.values(this.#kinds).map((entries) => later(entries, seq)));
    }

    /** What is left to see of a number that is not covered: the end of it, and everything that was not stored. */
    remnants(seq) {
        const { stored, said, passing } = this.#kinds;
        return this.#inOrder([stored.slice(-shownAfterLoss), later(said, seq), later(passing, seq)]);
    }

    /** The latest stored events. */
    latest(count) {
        return this.#kinds.stored.slice(-count);
    }

    #inOrder(lists) {
        return lists.flat().sort((a, b) => a.seq - b.seq);
    }
}

/** The entries after a number: few of many as a rule, so from the end. */
function later(entries, seq) {
    let first = entries.length;
    while (first > 0 && entries[first - 1].seq > seq) first--;
    return entries.slice(first);
}
