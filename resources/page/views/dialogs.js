// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the page asks whoever sits in front of it: a name, and the wall's token. One dialog at a time; Escape gives up.
import { el, setHidden, setText } from '../dom.js';
import { Refused, ask } from '../live/ask.js';
import { remember, remembered, useWallToken, wallToken } from '../remembered.js';

const longestName = 80; // characters, as the wall takes them

/** A dialog around `fields`, whose sentences are read out with its title. Resolves to what answer() says when it was taken, or to an empty string. */
function askAround({ title, why, button, fields = [], answer, focus, role }) {
    return new Promise((resolve) => {
        const sentences = why.map((sentence, index) => el('p', { class: 'quiet', id: `why-${index}` }, sentence));
        const form = el('form', { method: 'dialog' }, el('h2', {}, title), ...sentences, ...fields,
            el('div', { class: 'choices' }, el('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, 'Cancel'), el('button', { type: 'submit', class: 'main' }, button)));
        const dialog = el('dialog', { class: 'ask', role, 'aria-label': title, 'aria-describedby': sentences.map(({ id }) => id).join(' ') }, form);
        let taken = '';
        form.addEventListener('submit', () => (taken = answer()));
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve(taken);
        });
        document.body.append(dialog);
        dialog.showModal();
        focus?.();
    });
}

/** A dialog with one field. Resolves to what was entered, or to an empty string. */
function askFor({ label, field, trouble = '', ...rest }) {
    const input = el('input', { required: true, spellcheck: 'false', ...field });
    const wrong = el('p', { class: 'wrong', role: 'alert', hidden: trouble === '' }, trouble);
    return askAround({ ...rest, fields: [wrong, el('label', {}, el('span', {}, label), input)], answer: () => input.value.trim(), focus: () => input.select() });
}

/** Whether whoever sits here wants it, having read `why` one may not. Cancel has the focus. */
export const isSure = async ({ title, why, button }) => (await askAround({ title, why, button, answer: () => button, role: 'alertdialog' })) !== '';

/** Who looks into something; asked once, remembered by the browser. Empty: they would not say. */
export async function yourName({ anew = false } = {}) {
    if (remembered('name') && !anew) return remembered('name');
    const name = await askFor({
        title: 'Who looks into it?', why: ['Everybody who sees the wall will see this name. It is asked once, and remembered by this browser.'],
        label: 'Your name', button: 'Use this name', field: { value: remembered('name'), maxlength: longestName, autocomplete: 'name', 'data-testid': 'name' },
    });
    if (name) remember('name', name);
    return name;
}

let asked = null; // the dialog that is open, for all who wait for it

/** Whether there is a new token to try. */
function askForToken() {
    asked ??= askFor({
        title: 'The wall wants its token',
        why: [
            'Anyone on this network may look. To change something, or to read what CI servers sent, needs the token, unless you sit at the wall’s own machine.',
            'It stands in the wall’s window, and in the file “token” in its data folder. This tab keeps it until it is closed.',
        ],
        trouble: wallToken() ? 'The wall does not know this token.' : '',
        label: 'Token', button: 'Use this token', field: { type: 'password', autocomplete: 'off', 'data-testid': 'token' },
    }).then((entered) => {
        asked = null;
        if (entered) useWallToken(entered);
        return entered !== '';
    });
    return asked;
}

/** As ask() in live/ask.js; where the wall wants its token, whoever sits here is asked for it. */
export async function askWithToken(path, options) {
    for (;;) {
        try {
            return await ask(path, options);
        } catch (error) {
            const wantsToken = error instanceof Refused && error.status === 401;
            if (!wantsToken || !(await askForToken())) throw error;
        }
    }
}

const notice = el('div', { class: 'notice', role: 'status', 'data-testid': 'notice', hidden: true });
let noticeTimer = 0;

/** A sentence for a moment, at the bottom of the page. */
export function say(sentence) {
    if (!notice.isConnected) document.body.append(notice);
    setText(notice, sentence);
    setHidden(notice, false);
    clearTimeout(noticeTimer);
    noticeTimer = setTimeout(() => setHidden(notice, true), 8000);
}
