// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pieces that several views share.
import { copyText, el, icon, setAttribute, setHidden, setIcon, setText } from '../dom.js';
import { webAddress } from '../format.js';
import { isStillRed, transitionWord } from '../states.js';

/** A panel: a surface with a heading. */
export function panel(title, { id, class: extra = '' }, ...children) {
    const heading = el('h2', { id: `${id}-title` }, title);
    const note = el('span', { class: 'note' });
    const element = el('section', { class: `panel ${extra}`, 'aria-labelledby': `${id}-title`, 'data-testid': id }, el('header', {}, heading, note), ...children);
    return { element, heading, note };
}

/** A canvas in a box that gives it its size. */
export function chartBox() {
    const canvas = el('canvas');
    return { canvas, box: el('div', { class: 'chart' }, canvas, el('p', { class: 'quiet', hidden: true }, 'Nothing to draw yet.')) };
}

/** State by icon, word and colour; fill it with setState. */
export function stateMark() {
    return el('span', { class: 'state' }, icon('unknown'), el('span', { class: 'word' }));
}

export function setState(mark, { icon: name, word, tone }) {
    if (mark.dataset.tone !== tone) mark.dataset.tone = tone;
    setIcon(mark.firstElementChild, name);
    setText(mark.lastElementChild, word);
}

/** What a run did to its lane, as a word; where the lane is red and the run itself is not, as loud as that. Fill it with setTurn. */
export const turnMark = () => el('span', { class: 'turn' }, icon('failed'), el('span', {}));

export function setTurn(mark, run) {
    setAttribute(mark, 'data-tone', isStillRed(run) ? 'failed' : undefined);
    setHidden(mark.firstElementChild, !isStillRed(run));
    setText(mark.lastElementChild, transitionWord(run));
    setHidden(mark, transitionWord(run) === '');
    setAttribute(mark, 'title', transitionWord(run));
}

/** A command with a button that copies it. */
export function command(text) {
    const button = el('button', { type: 'button', class: 'copy' }, icon('copy'), el('span', {}, 'Copy'));
    button.addEventListener('click', async () => {
        setText(button.lastElementChild, (await copyText(text)) ? 'Copied' : 'Select and copy it by hand');
        setTimeout(() => setText(button.lastElementChild, 'Copy'), 2000);
    });
    return el('div', { class: 'command' }, el('code', {}, text), button);
}

const onTheWall = ['localhost', '127.0.0.1', '[::1]'].includes(window.location.hostname);

/** What commands need besides, where this is not the machine of the wall: a list of one element, or of none. */
export const tokenHint = () => (onTheWall ? [] : [el('p', { class: 'hint' }, 'From another machine than the wall itself, add -H "Authorization: Bearer TOKEN"; the token stands in the wall’s window, and in the file “token” in its data folder.')]);

/** Nothing here yet: what to do next. */
export function emptyState(name, sentence, text) {
    return el('div', { class: 'empty', hidden: true }, icon(name), el('p', { class: 'lead' }, sentence), command(text), ...tokenHint());
}

/** Where something could not be read: why, and a button that tries again. */
export class Unread {
    constructor(retry) {
        this.sentence = el('p', {});
        this.element = el('div', { class: 'unread', role: 'status', 'data-testid': 'unread', hidden: true }, icon('warning'), this.sentence, el('button', { type: 'button', class: 'act', onclick: retry }, 'Try again'));
    }

    show(sentence) {
        setHidden(this.element, sentence === '');
        setText(this.sentence, sentence);
    }
}

export const curlResult = () => `curl -d name=Ada -d time=12.34 ${window.location.origin}/results`;
export const curlMessage = () => `curl -d name=Ada -d message="Hello, wall" ${window.location.origin}/say`;
export const curlNotify = (event) => `curl ${window.location.origin}/notify -d '${JSON.stringify(event)}'`;

/** A cell with its role said aloud: the phone's layout takes the table's own meaning away. */
export const cell = (name, ...children) => el('td', { role: 'cell', class: name }, ...children);

/** A table with its head; columns: [class, title, long title]. Returns the element and its body. */
export function table(testid, label, columns) {
    const heads = columns.map(([name, title, long]) => el('th', { role: 'columnheader', scope: 'col', class: name, title: long }, title));
    const body = el('tbody', { role: 'rowgroup' });
    const element = el('table', { role: 'table', 'aria-label': label, 'data-testid': testid, class: testid },
        el('thead', { role: 'rowgroup' }, el('tr', { role: 'row' }, ...heads)), body);
    return { element, body };
}

/** A link out of the wall as the content of a cell; none where the address is not safe to link to. */
export function setLinkOut(place, url, label) {
    const address = webAddress(url);
    if (!address) place.replaceChildren();
    else if (place.firstElementChild?.href !== address) place.replaceChildren(el('a', { href: address, rel: 'noopener noreferrer', target: '_blank', 'aria-label': label, title: address }, icon('open')));
}
