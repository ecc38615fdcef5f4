// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small tools for building the page. Text goes in as text nodes only.
import { plain } from './format.js';

/** el('a', {class: 'x', href: '#'}, 'text', child): an element; undefined and false attributes are left out. */
export function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === false) continue;
        if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
        else element.setAttribute(key, value === true ? '' : value);
    }
    element.append(...children);
    return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

export function svg(name, attributes = {}, ...children) {
    const element = document.createElementNS(svgSpace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

/** One of our icons, in the colour of the text around it. */
export const icon = (name) => el('span', { class: `icon icon-${name}`, 'aria-hidden': 'true' });

export function setIcon(element, name) {
    const wanted = `icon icon-${name}`;
    if (element.className !== wanted) element.className = wanted;
}

/** Writes only what differs, so that nothing is laid out again for nothing. */
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

/** A text that somebody else wrote, apart from what stands around it, whichever way it runs. */
export const foreign = (text) => el('bdi', {}, plain(text));

/** The same as the whole content of an element. */
export function setForeign(element, text) {
    if (element.firstElementChild) setText(element.firstElementChild, plain(text));
    else element.replaceChildren(foreign(text));
}

export function setAttribute(element, name, value) {
    if (value === undefined || value === '') element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function setHidden(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * Keeps the children of one element equal to a list. Rows are made once per key and moved, never rebuilt:
 * make(item) → element, fill(element, item) writes what may have changed. Of items with one key the first is shown.
 */
export class KeyedList {
    #rows = new Map();

    constructor(parent, { key, make, fill }) {
        this.parent = parent;
        this.key = key;
        this.make = make;
        this.fill = fill;
    }

    show(items) {
        const wanted = new Map();
        for (const item of items) {
            const key = this.key(item);
            if (!wanted.has(key)) wanted.set(key, item);
        }
        for (const [key, row] of this.#rows) {
            if (wanted.has(key)) continue;
            row.remove();
            this.#rows.delete(key);
        }
        let place = this.parent.firstElementChild;
        for (const [key, item] of wanted) {
            let row = this.#rows.get(key);
            if (!row) {
                row = this.make(item);
                this.#rows.set(key, row);
            }
            this.fill(row, item);
            if (row === place) place = place.nextElementSibling;
            else this.parent.insertBefore(row, place);
        }
    }
}

/** A row that came just now shows so once. */
export function flash(element) {
    element.classList.add('flash');
    element.addEventListener('animationend', () => element.classList.remove('flash'), { once: true });
}

/** Copies a text; also where the clipboard interface is missing, as on plain http. Returns whether it worked. */
export async function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) {
        try {
            await navigator.clipboard.writeText(text);
            return true;
        } catch {
            // Refused: the older way may still be allowed.
        }
    }
    const focused = document.activeElement;
    const field = el('textarea', { class: 'offscreen', readonly: true, 'aria-hidden': 'true' });
    field.value = text;
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    focused?.focus({ preventScroll: true });
    return copied;
}
