// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two lists of the overview and of TV mode: what needs attention, and what happens now.
import { KeyedList, el, flash, foreign, icon, setAttribute, setForeign, setText } from '../dom.js';
import { ago, clock, count, exact, price, seconds, shorten, visible } from '../format.js';
import { dataText } from '../models/bounded_event.js';
import { isRemoval, isRun } from '../models/pipelines.js';
import { priceOf } from '../models/prices.js';
import { tellsOfTable } from '../models/tables.js';
import { stateOf } from '../states.js';
import { command, curlResult, panel, setState, stateMark, tokenHint } from './parts.js';

const isOfRun = (event) => tellsOfTable(event, 'ci') && isRun(event.data);

/** What an event says in one line. Anybody may publish into any collection: what is not as the wall writes it is told as it is. */
function sentence(event) {
    const { collection, type, data } = event;
    if (tellsOfTable(event, 'results') && data) {
        const ending = { created: '', updated: ' corrected', deleted: ' deleted' }[type] ?? ` ${type}`;
        return [data.name, `${seconds(data.time)} s${ending}`];
    }
    if (isOfRun(event)) return [`${data.project} ${data.ref ?? ''}`, stateOf(data).word];
    if (tellsOfTable(event, 'ci') && isRemoval(event)) return [`${data.project} ${data.ref ?? ''}`, 'removed'];
    if (collection === 'messages' && data) return [`${data.name}:`, String(data.message ?? '')];
    if (priceOf(event)) return [data.symbol, price(data.price)];
    if (collection === 'feed') return ['Missed', `${data?.missed ?? 'some'} events, read again`];
    return [type, visible(shorten(dataText(event), 120))];
}

export class LiveLines {
    constructor(most = 60) {
        this.most = most;
        this.element = el('ol', { class: 'lines live', 'data-testid': 'live' });
        this.empty = el('div', { class: 'quiet try' }, el('p', {}, 'What happens from now on appears here. Try it:'), command(curlResult()), ...tokenHint());
        this.rows = new KeyedList(this.element, { key: (line) => line.key, make: (line) => this.#make(line), fill: () => {} });
    }

    #make({ time, event }) {
        const [who, what] = sentence(event);
        const tone = isOfRun(event) ? stateOf(event.data).tone : undefined;
        const row = el('li', {}, el('time', { datetime: new Date(time).toISOString() }, clock(time)), el('span', { class: 'topic' }, event.collection),
            el('span', { class: 'what' }, el('b', {}, foreign(who)), ' ', el('span', { 'data-tone': tone }, ...(tone ? [icon(stateOf(event.data).icon)] : []), foreign(what))));
        if (performance.now() > 3000) flash(row);
        return row;
    }

    render(wall) {
        this.empty.hidden = wall.activity.lines.length > 0;
        this.rows.show(wall.activity.lines.slice(0, this.most));
    }
}

export class Attention {
    number = 0; // of all there are; `most` are listed

    constructor(most = 50) {
        this.most = most;
        this.element = el('ul', { class: 'lines attention', 'data-testid': 'attention' });
        this.fine = el('p', { class: 'quiet fine' }, icon('success'), el('span', {}));
        this.rows = new KeyedList(this.element, { key: (entry) => entry.key, make: (entry) => this.#make(entry), fill: (row, entry) => this.#fill(row, entry) });
        this.scroll = el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'What needs attention', onscroll: () => this.#count() }, this.fine, this.element);
        this.panel = panel('Needs attention', { id: 'attention-panel' }, this.scroll);
        new ResizeObserver(() => this.#count()).observe(this.scroll);
    }

    #make(entry) {
        const name = el(entry.address ? 'a' : 'span');
        name.classList.add('project');
        return el('li', { class: entry.whole ? 'whole' : undefined }, stateMark(), name, el('span', { class: 'ref' }), el('span', { class: 'author' }), el('time', {}));
    }

    #fill(row, entry) {
        const [mark, name, detail, author, time] = row.children;
        setState(mark, entry.state);
        setAttribute(name, 'href', entry.address);
        setForeign(name, entry.name);
        setForeign(detail, entry.detail);
        setForeign(author, entry.author);
        setText(time, ago(entry.time, this.now));
        time.title = exact(entry.time);
    }

    render(wall) {
        this.now = wall.now();
        const { attention } = wall;
        this.number = attention.length;
        this.rows.show(attention.slice(0, this.most));
        this.fine.hidden = attention.length > 0 || !wall.loaded;
        setText(this.fine.lastElementChild, wall.pipelines.list.length > 0 ? 'All is well. Nothing needs attention.' : 'Nothing needs attention.');
        this.#count();
    }

    /** How many there are, and how many of them are further down than what is seen. */
    #count() {
        const { bottom, height } = this.scroll.getBoundingClientRect();
        if (height === 0) return;
        const isAbove = ({ top, height: own }) => top + own / 2 < bottom;
        const below = this.number - [...this.element.children].filter((row) => isAbove(row.getBoundingClientRect())).length;
        setText(this.panel.note, [this.number > 0 && count(this.number), below > 0 && `${count(below)} more below`].filter(Boolean).join(' · '));
    }
}
