// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sparkline: a small line of values without axes, as an SVG that fills its place.
import { setAttribute, svg } from './dom.js';

const width = 100;
const height = 24;

export class Spark {
    constructor() {
        this.area = svg('path', { class: 'area' });
        this.line = svg('path', { class: 'line', 'vector-effect': 'non-scaling-stroke' });
        this.element = svg('svg', { class: 'spark', viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' }, this.area, this.line);
    }

    /** Values oldest first; the scale starts at `lowest`, and reaches `highest` at least. */
    show(values, lowest = 0, highest = lowest) {
        const span = Math.max(...values, highest) - lowest;
        const points = values.map((value, index) => {
            const x = values.length > 1 ? (index / (values.length - 1)) * width : width;
            const y = span > 0 ? height - 1 - ((value - lowest) / span) * (height - 3) : height - 1;
            return `${x.toFixed(1)} ${y.toFixed(1)}`;
        });
        const line = points.length > 1 && span > 0 ? `M${points.join('L')}` : '';
        setAttribute(this.line, 'd', line);
        setAttribute(this.area, 'd', line && `${line}V${height}H0Z`);
    }
}

/** Numbers of items per step in the time up to now, oldest first. */
export function histogram(times, now, span, steps) {
    const values = new Array(steps).fill(0);
    for (const time of times) {
        const step = Math.floor(((time - (now - span)) / span) * steps);
        if (step >= 0 && step < steps) values[step]++;
    }
    return values;
}
