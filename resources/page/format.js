// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values to words. No function here looks at the clock or at the page; times are milliseconds since 1970.

const thin = '\u202f';

/** 12345 → "12 345", with narrow no-break spaces. */
export function count(number) {
    return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, thin);
}

const isExtreme = (size) => size >= 1e9 || (size > 0 && size < 1e-6);

/** At most four digits before the exponent: "1.5e12". */
const scientific = (value) => value.toExponential(3).replace(/\.?0+(?=e)/, '').replace('+', '');

/** Without the zeros at its end, but for the first decimals. */
function withDecimals(least, number) {
    if (!number.includes('.')) return number;
    const shortest = number.indexOf('.') + 1 + least;
    const end = /0*$/.exec(number).index;
    return number.slice(0, Math.max(shortest, end));
}

/** How many decimals it takes to show `digits` digits of a number that is not 0. */
const decimalsFor = (size, digits) => digits - 1 - Math.floor(Math.log10(size));

/** With so many decimals: "1 204.50". */
export function fixed(value, decimals) {
    const [whole, part] = value.toFixed(decimals).split('.');
    return (whole.startsWith('-') ? '-' : '') + count(Math.abs(Number(whole))) + (part ? `.${part}` : '');
}

/** Seconds as a figure without unit: "12.34", "0.084", "1 204.50", "1e308"; what is not 0 never reads "0.00". */
export function seconds(value) {
    if (!Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    if (size === 0) return '0.00';
    if (isExtreme(size)) return scientific(value);
    if (size >= 1e5) return fixed(value, 0);
    return size >= 1 ? fixed(value, 2) : withDecimals(2, fixed(value, decimalsFor(size, 3)));
}

const largestPlain = 1e15;

/** How many decimals it takes to show `digits` digits of a price, the zero before a point being none. */
const priceDecimals = (size, digits) => Math.max(0, size === 0 ? digits - 1 : decimalsFor(size, digits));

/** So many decimals a computer keeps; what stands behind them nobody has told. */
export const sureDecimals = (size) => priceDecimals(size, 15);

/** A price to eight digits, and to its point, of which those at the end are left out that say nothing, but for the first `least` decimals:
 *  "12.50", "1.0842", "0.0000012", "1 204.50", "123 456 789 012 345". */
export function price(value, least = 2) {
    if (!Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    if (size > largestPlain || (size > 0 && size < 1e-12)) return scientific(value);
    const most = Math.max(2, priceDecimals(size, 8));
    const sure = sureDecimals(size);
    return withDecimals(Math.min(least, sure), fixed(value, Math.min(Math.max(most, least), sure)));
}

/** "▲ 0.30", "▼ 1 284.50", "± 0": by how much a price rose or fell, with no more decimals than the price itself. */
export function priceChange(change, decimals = 2) {
    const size = Math.abs(Number(change.toFixed(decimals)));
    if (size === 0) return '± 0';
    return `${change > 0 ? '▲' : '▼'} ${size > largestPlain ? scientific(size) : fixed(size, Math.min(decimals, sureDecimals(size)))}`;
}

/** Events per second: "0", "0.4", "37"; "–" where it is not known yet. */
export function rate(value) {
    if (!Number.isFinite(value)) return '–';
    if (value < 0.05) return '0';
    return value < 9.95 ? value.toFixed(1) : count(value);
}

/** Seconds as a length of time: "0:42", "3:24", "1:02:03". */
export function clockLength(value) {
    if (!Number.isFinite(value) || value < 0) return '–';
    if (value >= 1e9) return `${scientific(value)} s`;
    const whole = Math.round(value);
    const two = (n) => String(n).padStart(2, '0');
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor(whole / 60) % 60;
    return hours > 0 ? `${count(hours)}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Seconds for an axis: "0.002 s", "45 s", "2 min", "1.5 h", "1.0e308 s". */
export function axisLength(value) {
    const trim = (n) => String(Math.round(n * 10) / 10);
    if (isExtreme(Math.abs(value))) return `${scientific(value)} s`;
    if (Math.abs(value) < 1) return `${Number(value.toPrecision(2))} s`;
    if (value < 120) return `${trim(value)} s`;
    if (value < 7200) return `${trim(value / 60)} min`;
    return `${trim(value / 3600)} h`;
}

/** "now", "20 s ago", "3 min ago", "5 h ago", "2 d ago". */
export function ago(then, now) {
    const past = (now - then) / 1000;
    if (!Number.isFinite(past)) return '';
    if (past < 10) return 'now';
    if (past < 60) return `${Math.floor(past / 10) * 10} s ago`;
    if (past < 3600) return `${Math.floor(past / 60)} min ago`;
    if (past < 86400) return `${Math.floor(past / 3600)} h ago`;
    return `${count(Math.floor(past / 86400))} d ago`;
}

/** The same without its last word, where there is little room. */
export const age = (then, now) => ago(then, now).replace(/ ago$/, '');

/** When the lane of a run was last green: "3 min ago", "just now". */
export function lastGreen(run, now) {
    const words = ago(Date.parse(run.last_green), now);
    return words === 'now' ? 'just now' : words;
}

/** Seconds that are left, roughly: "about 40 s", "about 3 min", "about 2 h". */
export function roughly(value) {
    if (value < 55) return `about ${Math.max(5, Math.ceil(value / 5) * 5)} s`;
    if (value < 5400) return `about ${Math.round(value / 60)} min`;
    return `about ${Math.round(value / 3600)} h`;
}

/** 0.923 → "92 %"; what is not all of it never reads "100 %", and what is something never "0 %". */
export function percent(share) {
    if (!Number.isFinite(share)) return '–';
    const whole = Math.round(share * 100);
    return `${share > 0 && share < 1 ? Math.min(99, Math.max(1, whole)) : whole} %`;
}

/** A text as a sentence of its own. */
export const closed = (text) => (text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}` : '');

/** Bytes: "812 B", "4.2 kB", "1.3 MB". */
export function size(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    while (value >= 999.5 && units.length > 1) {
        value /= 1000;
        units.shift();
    }
    return `${value.toFixed(units[0] !== 'B' && value < 9.95 ? 1 : 0)} ${units[0]}`;
}

const clockFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minuteFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const longDayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const exactFormat = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }); // "2026-11-20 22:36:04"

export const clock = (time) => clockFormat.format(time);
export const minute = (time) => minuteFormat.format(time);
export const day = (time) => dayFormat.format(time);
export const longDay = (time) => longDayFormat.format(time);
export const exact = (time) => (Number.isFinite(time) ? exactFormat.format(time) : '');

/** "2 failed", "1 failed": the noun is given for one and for many. */
export const many = (number, one, more) => `${count(number)} ${number === 1 ? one : more}`;

/** "#4711", or an empty string: not every service counts its runs. */
export const numberOf = ({ number } = {}) => (number > 0 ? `#${number}` : '');

/** The beginning of a text that must fit a label: at most so many characters, none of them cut. */
export function shorten(text, length) {
    if (text.length <= length) return text;
    const characters = [...text];
    return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}

const turningMarks = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text that somebody else wrote, without the marks that turn the text around them (Unicode Bidirectional Algorithm,
 *  UAX #9, sections 2.1 to 2.4): with them "gpj.exe" can be made to read "exe.jpg". */
export const plain = (text) => String(text ?? '').replace(turningMarks, '');

/** The same for JSON: where such a mark was, its escape, by which it is still the same JSON. */
export const visible = (json) => json.replace(turningMarks, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);

/** An address that is safe to link to, or an empty string. */
export function webAddress(text) {
    if (typeof text !== 'string' || !/^https?:\/\//i.test(text)) return '';
    try {
        const { protocol, href } = new URL(text);
        return protocol === 'http:' || protocol === 'https:' ? href : '';
    } catch {
        return '';
    }
}
