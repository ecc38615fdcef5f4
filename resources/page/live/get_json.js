// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later

const answerWithin = 8000;

/** A JSON answer, or an Error that says what came instead. */
export async function getJson(path) {
    const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-cache', signal: AbortSignal.timeout(answerWithin) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
    return { body: await response.json(), date: Date.parse(response.headers.get('date') ?? '') };
}
