// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happens now: the latest events as lines, what was said, and how many events a second arrive. Kept for as long
// as the page is open, all bounded.

const linesBound = 200;
const messagesBound = 200;
const ringSeconds = 120;

export class Activity {
    lines = []; // newest first: {key, time, event}
    messages = []; // oldest first: {key, time, name, message}
    said = 0;
    #key = 0;
    #ring = new Uint32Array(ringSeconds);
    #second = 0; // the last second the ring knows
    #since = 0; // the second in which it began, which is not whole

    add(event, now) {
        this.#advance(now);
        this.#ring[this.#second % ringSeconds]++;
        const { key, time } = this.remember(event, now);
        if (event.collection === 'messages' && event.type === 'said' && (event.data || !event.cut)) {
            this.said++;
            this.messages.push({ key, time, name: String(event.data?.name ?? ''), message: String(event.data?.message ?? '') });
            if (this.messages.length > messagesBound) this.messages.shift();
        }
    }

    /** A line for the list alone: it did not happen now. */
    remember(event, now) {
        const line = { key: ++this.#key, time: Date.parse(event.time ?? '') || now, event };
        this.lines.unshift(line);
        if (this.lines.length > linesBound) this.lines.length = linesBound;
        return line;
    }

    /** Events a second, over the last five whole seconds, or as many as there were; NaN before there was one. */
    rate(now) {
        this.#advance(now);
        let sum = 0;
        const whole = Math.min(5, this.#second - this.#since - 1);
        for (let back = 1; back <= whole; back++) sum += this.#at(this.#second - back);
        return whole > 0 ? sum / whole : NaN;
    }

    /** Events in steps of `step` seconds over the last two minutes, oldest first. */
    history(now, step = 2) {
        this.#advance(now);
        const values = [];
        for (let start = this.#second - ringSeconds + 1; start <= this.#second - step; start += step) {
            let sum = 0;
            for (let second = start; second < start + step; second++) sum += this.#at(second);
            values.push(sum / step);
        }
        return values;
    }

    #at(second) {
        return second < 0 ? 0 : this.#ring[second % ringSeconds];
    }

    #advance(now) {
        const second = Math.floor(now / 1000);
        const isOther = second - this.#second >= ringSeconds || this.#second - second >= ringSeconds; // or the clock was set
        if (isOther) {
            this.#ring.fill(0);
            this.#since = this.#second = second;
        }
        for (let passed = this.#second + 1; passed <= second; passed++) this.#ring[passed % ringSeconds] = 0;
        this.#second = Math.max(second, this.#second);
    }
}
