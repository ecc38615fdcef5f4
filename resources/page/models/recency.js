// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Map as the order in which its keys were heard of last: for what holds only so many, and forgets the one that was silent for
// longest. No clock is looked at, which may be set, or be that of somebody else.

/** The key is the one that was heard of last. */
export function setLast(map, key, value) {
    map.delete(key);
    map.set(key, value);
}

/** Forgets the one that was silent for longest. */
export function deleteFirst(map) {
    const [first] = map.keys();
    map.delete(first);
}
