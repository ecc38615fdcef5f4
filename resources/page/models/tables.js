// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which events tell of the wall's own tables: in their collections anybody may publish.

/** Whether the event tells of the rows of that table. What the wall did not say itself names in `via` where it came through. */
export const tellsOfTable = ({ collection, via }, table) => collection === table && via === undefined;
