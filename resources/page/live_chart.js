// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all charts of this wall share: Chart.js (window.Chart) in the tokens' colours, no animation, no legend, at most
// four hairlines, a marker and the value under the pointer.
import { setHidden } from './dom.js';

const redrawEvery = 500;
const scheme = window.matchMedia('(prefers-color-scheme: light)');
export const isBig = () => document.body.classList.contains('tv');

/** Chart.js reckons with sums and steps of what it draws: near the largest number they would be infinite. */
export const drawable = (value) => Math.min(value, 1e308);

export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
export const faded = (colour, opacity) => colour + Math.round(opacity * 255).toString(16).padStart(2, '0');
export const fontSize = () => (isBig() ? Math.max(18, Math.round(window.innerHeight / 48)) : 12);
export const labelRoom = (texts) => 14 + fontSize() * 0.62 * Math.max(5, ...texts.map((text) => text.length));
export const font = (weight) => ({ family: getComputedStyle(document.body).fontFamily, size: fontSize(), weight });

/** A chart that is redrawn at most twice a second, and only while it can be seen. */
export class LiveChart {
    #timer = 0;
    #drawn = 0;

    /** describe(data) → {config of Chart.js}; tell(data) → the sentence for those who do not see it. */
    constructor(canvas, describe, tell) {
        this.canvas = canvas;
        this.describe = describe;
        this.tell = tell;
        canvas.setAttribute('role', 'img');
        scheme.addEventListener('change', () => this.#draw());
    }

    show(data) {
        this.data = data;
        if (this.#timer) return;
        const wait = Math.max(0, this.#drawn + redrawEvery - performance.now());
        this.#timer = setTimeout(() => this.#draw(), wait);
    }

    #draw() {
        this.#timer = 0;
        if (!this.data || document.hidden || !this.canvas.parentElement.offsetParent) return;
        this.#drawn = performance.now();
        const nothing = (this.data.records ?? this.data).length === 0;
        this.canvas.hidden = nothing;
        setHidden(this.canvas.nextElementSibling, !nothing);
        if (nothing) return;
        const { type, data, options, plugins } = this.describe(this.data);
        if (!this.chart) {
            this.chart = new window.Chart(this.canvas, { type, data, options, plugins });
        } else {
            this.chart.data = data;
            this.chart.options = options;
            this.chart.update('none');
        }
        this.canvas.setAttribute('aria-label', this.tell(this.data));
    }
}

function tooltip(callbacks) {
    return {
        backgroundColor: token('raised'), borderColor: token('border'), borderWidth: 1, cornerRadius: 4, padding: 8, caretSize: 0,
        titleColor: token('text'), bodyColor: token('text'), titleFont: font('600'), bodyFont: font('400'), displayColors: false, callbacks,
    };
}

export const common = (callbacks) => ({
    animation: false, responsive: true, maintainAspectRatio: false, normalized: true,
    plugins: { legend: { display: false }, tooltip: tooltip(callbacks) },
});

export const hairlines = () => ({ color: faded(token('border'), 0.7), drawBorder: false, drawTicks: false });
export const ticks = (callback) => ({ color: token('muted'), font: font('400'), padding: 8, maxRotation: 0, callback });
