// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of names as people have it: without case, and 2 before 10.

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

/** For sort(). Names that differ in case alone keep an order, too. */
export const compareNames = (a, b) => collator.compare(a, b) || (a < b ? -1 : 1);
