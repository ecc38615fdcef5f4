// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Requests that may change something, or need the wall's token.
import { wallToken } from '../remembered.js';

const answerWithin = 15000;

/** The wall answered, and not with what was asked for. The message is its sentence. */
export class Refused extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}

/** The JSON of an answer; throws Refused where the wall says no, and an Error where it says nothing. */
export async function ask(path, { method = 'GET', body } = {}) {
    const headers = { accept: 'application/json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (wallToken()) headers.authorization = `Bearer ${wallToken()}`;
    const response = await fetch(path, { method, headers, body: body && JSON.stringify(body), cache: 'no-cache', signal: AbortSignal.timeout(answerWithin) });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Refused(response.status, answer.detail ?? `${response.status} ${response.statusText}`);
    return answer;
}
