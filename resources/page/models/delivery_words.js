// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the inspector says of a delivery: its proof, what became of it, its body, and how to send it once more.
import { closed, plain } from '../format.js';

const verdicts = {
    given: { icon: 'success', word: 'proven', tone: 'success' },
    missing: { icon: 'warning', word: 'no proof', tone: 'warning' },
    wrong: { icon: 'failed', word: 'wrong', tone: 'failed' },
    stale: { icon: 'failed', word: 'too old', tone: 'failed' },
};
const outcomes = {
    recorded: { icon: 'success', word: 'recorded', tone: 'success' },
    unchanged: { icon: 'success', word: 'unchanged', tone: 'unknown' },
    duplicate: { icon: 'copy', word: 'duplicate', tone: 'unknown' },
    ignored: { icon: 'unknown', word: 'ignored', tone: 'unknown' },
    invalid: { icon: 'warning', word: 'invalid', tone: 'warning' },
    refused: { icon: 'failed', word: 'refused', tone: 'failed' },
};
const unknown = (word) => ({ icon: 'unknown', word: plain(word) || '–', tone: 'unknown' });

// Where the wall asked for no proof, which is less than one; by what it says of it.
const unasked = { 'sent from this machine': 'from this machine', 'played by the demonstration': 'demonstration', 'run again by hand': 'by hand' };
const wordUnasked = ({ verdict, scheme }) => (verdict === 'given' && Object.hasOwn(unasked, scheme) ? unasked[scheme] : undefined);
const isOfNobody = ({ outcome, status }) => outcome === 'refused' && status === 404; // no provider that is known

export const outcomeNames = Object.keys(outcomes);

/** {icon, word, tone}. */
export function verdictOf(delivery) {
    const { verdict } = delivery;
    if (isOfNobody(delivery)) return unknown('not asked');
    const word = wordUnasked(delivery);
    if (word) return unknown(word);
    return Object.hasOwn(verdicts, verdict) ? verdicts[verdict] : unknown(verdict);
}

export const outcomeOf = ({ outcome }) => (Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : unknown(outcome));

/** Whether it was proven who sent it, in a sentence. */
export function proofSentence(delivery) {
    const { verdict, scheme = '', why = '' } = delivery;
    if (isOfNobody(delivery)) return 'It was not asked for a proof.';
    if (wordUnasked(delivery)) return `No proof was asked for: ${scheme}.`;
    const by = scheme ? `: ${scheme}` : '';
    const sentences = {
        given: `Proven${by}.`,
        missing: `It carries no proof of who sent it${by}.`,
        wrong: `It carries a proof that does not fit${by}.`,
        stale: `Its proof is right, and too old or too new${by}.`,
    };
    return [sentences[verdict] ?? plain(verdict), closed(plain(why))].filter(Boolean).join(' ');
}

/** What became of it, in a sentence. */
export function outcomeSentence({ outcome, status, detail = '', why, replay_of: replayOf }) {
    const sentences = {
        recorded: 'A run was made or changed.',
        unchanged: 'It says what was known already.',
        duplicate: 'The service had delivered it before: nothing was stored twice.',
        ignored: 'A kind with nothing to show.',
        invalid: 'It is not what the service documents.',
        refused: isOfNobody({ outcome, status }) ? 'Nothing was made of it.' : 'It was not believed.',
    };
    return [sentences[outcome] ?? plain(outcome), detail === why ? '' : closed(plain(detail)), replayOf ? `It is a replay of delivery ${replayOf}.` : ''].filter(Boolean).join(' ');
}

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** {text, kind}: JSON laid out, also that in the field "payload" of a form; anything else as it is. */
export function readable({ body, body_base64: base64 }) {
    if (body === undefined) return { text: base64 ?? '', kind: base64 === undefined ? 'none' : 'base64' };
    const json = parsed(body);
    if (json !== undefined) return { text: JSON.stringify(json, null, 2), kind: 'JSON' };
    const payload = parsed(new URLSearchParams(body).get('payload') ?? '');
    if (payload !== undefined) return { text: JSON.stringify(payload, null, 2), kind: 'JSON of a form' };
    return { text: body, kind: body === '' ? 'none' : 'text' };
}

/** A text as one word of a shell, whatever is in it: what would end the line, or turn it around, is written as a number. */
export function quoted(text) {
    if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
    const escaped = (character) => ({ "'": "\\'", '\\': '\\\\', '\n': '\\n', '\t': '\\t' }[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    return `$'${text.replace(/['\\\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, escaped)}'`;
}

const ofTheConnection = ['host', 'content-length', 'connection', 'accept', 'accept-encoding', 'transfer-encoding', 'expect', 'keep-alive'];
const isMasked = (value) => value.includes('••••');

/** A command that sends it once more, without what is masked. */
export function curlOf({ provider, headers = {}, body, body_base64: base64 }, origin) {
    const kept = Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value]))
        .filter(([name, value]) => !ofTheConnection.includes(name.toLowerCase()) && !isMasked(value));
    const parts = [`curl ${quoted(`${origin}/hooks${provider ? `/${encodeURIComponent(provider)}` : ''}`)}`, ...kept.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)];
    if (base64 !== undefined) return `echo ${quoted(base64)} | base64 -d | ${[...parts, '--data-binary @-'].join(' \\\n  ')}`;
    return [...parts, `--data-raw ${quoted(body ?? '')}`].join(' \\\n  ');
}

/** The name of a file for it. */
export function fileNameOf({ id, provider, event }) {
    const safe = (text) => plain(text).toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '').slice(0, 40);
    return [safe(provider) || 'delivery', safe(event), id].filter(Boolean).join('-') + '.json';
}
