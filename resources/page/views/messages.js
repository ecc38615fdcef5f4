// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is said, as a log: oldest on top, the newest in sight as long as nobody has scrolled up.
import { KeyedList, el, flash, foreign, setHidden, setText } from '../dom.js';
import { clock, exact, many, plain } from '../format.js';
import { curlMessage, emptyState, panel } from './parts.js';

const together = 120e3; // messages of one name closer than this share a heading

export class Messages {
    title = 'Messages';

    constructor(wall) {
        this.wall = wall;
        this.list = el('ol', { class: 'log', 'data-testid': 'messages', role: 'log', 'aria-label': 'Messages', 'aria-live': 'polite' });
        this.rows = new KeyedList(this.list, { key: (message) => message.key, make: (message) => this.#make(message), fill: () => {} });
        this.empty = emptyState('messages', 'Nothing was said since this page was opened. Say something:', curlMessage());
        this.scroll = el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Messages' }, this.list, this.empty);
        this.panel = panel('Said so far', { id: 'messages-panel' }, this.scroll);
        this.element = el('div', { class: 'view messages' }, this.panel.element);
    }

    render(topics) {
        if (!topics.has('messages')) return;
        const { messages, said } = this.wall.activity;
        const atEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 48;
        this.previous = undefined;
        this.rows.show(messages);
        setHidden(this.empty, messages.length > 0);
        setHidden(this.list, messages.length === 0);
        setText(this.panel.note, said > messages.length ? `last ${messages.length}` : said > 0 ? many(said, 'message', 'messages') : '');
        if (atEnd) this.scroll.scrollTop = this.scroll.scrollHeight;
    }

    #make(message) {
        const { messages } = this.wall.activity;
        const before = messages[messages.indexOf(message) - 1];
        const joined = before?.name === message.name && message.time - before.time < together;
        const initial = [...plain(message.name).trim()][0]?.toLocaleUpperCase() ?? '?';
        const row = el('li', { class: joined ? 'joined' : undefined }, el('span', { class: 'initial', 'aria-hidden': 'true' }, initial),
            el('p', { class: 'who' }, el('b', {}, foreign(message.name)), ' ', el('time', { datetime: new Date(message.time).toISOString(), title: exact(message.time) }, clock(message.time))),
            el('p', { class: 'said', dir: 'auto' }, plain(message.message)));
        if (this.wall.now() - message.time < 2000) flash(row);
        return row;
    }
}
