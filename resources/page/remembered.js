// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What this browser remembers for its user: in this tab, or for good. Where it may not keep anything, for as long as the page is open.

const kept = new Map();
const nameOf = (name) => `tallywall.${name}`;

function read(storage, name) {
    try {
        return window[storage].getItem(nameOf(name)) ?? kept.get(name) ?? '';
    } catch {
        return kept.get(name) ?? '';
    }
}

function write(storage, name, value) {
    kept.set(name, value);
    try {
        if (value === '') window[storage].removeItem(nameOf(name));
        else window[storage].setItem(nameOf(name), value);
    } catch {
        // Not allowed here.
    }
}

export const remembered = (name) => read('localStorage', name);
export const remember = (name, value) => write('localStorage', name, value);

/** The wall's token: never kept longer than the tab. */
export const wallToken = () => read('sessionStorage', 'token');
export const useWallToken = (value) => write('sessionStorage', 'token', value);
