// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The results: a table that can be filtered and ordered, the times as a line, the fastest as bars.
import { fastestChart, timesChart, timesOf } from '../charts.js';
import { KeyedList, el, flash, icon, setForeign, setHidden, setText } from '../dom.js';
import { ago, count, exact, many, plain, seconds } from '../format.js';
import { cell, chartBox, curlResult, emptyState, panel, table } from './parts.js';

const step = 200;

export class Results {
    title = 'Results';
    #shown = step;

    constructor(wall) {
        this.wall = wall;
        this.filter = el('input', { type: 'search', placeholder: 'Filter by name', 'aria-label': 'Filter by name', autocomplete: 'off', spellcheck: 'false', 'data-testid': 'results-filter' });
        this.order = el('select', { 'aria-label': 'Order', 'data-testid': 'results-order' },
            el('option', { value: 'newest' }, 'Newest first'), el('option', { value: 'fastest' }, 'Fastest first'), el('option', { value: 'name' }, 'By name'));
        for (const [control, kind] of [[this.filter, 'input'], [this.order, 'change']]) control.addEventListener(kind, () => this.#restart());
        const results = table('results-table', 'Results', [['name', 'Name'], ['number', 'Time (s)', 'Time in seconds'], ['when', 'When']]);
        this.rows = new KeyedList(results.body, { key: (record) => record.id, make: (record) => this.#make(record), fill: (row, record) => this.#fill(row, record) });
        this.table = results.element;
        this.more = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#showMore() });
        this.none = el('p', { class: 'quiet', hidden: true }, 'No result has this in its name.');
        this.empty = emptyState('results', 'No results yet. Post the first one:', curlResult());
        const tools = el('div', { class: 'tools' }, el('label', { class: 'search' }, icon('search'), this.filter), this.order);
        this.tablePanel = panel('All results', { id: 'results-panel' }, tools, el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'All results' }, this.table, this.none, this.more, this.empty));
        const times = chartBox();
        const fastest = chartBox();
        this.times = timesChart(times.canvas);
        this.fastest = fastestChart(fastest.canvas);
        this.timesPanel = panel('Times', { id: 'times' }, times.box);
        this.fastestPanel = panel('Fastest', { id: 'fastest' }, fastest.box);
        this.element = el('div', { class: 'view results' }, this.tablePanel.element, this.timesPanel.element, this.fastestPanel.element);
    }

    render(topics) {
        const minute = topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
        if (!topics.has('results') && !topics.has('summary') && !minute) return;
        this.#renderTable();
        const times = timesOf(this.wall.results.newest.list, this.wall.now());
        this.times.show(times);
        setText(this.timesPanel.note, times.records.length > 0 ? times.name : '');
        this.fastest.show(this.wall.results.fastest.list.slice(0, 10));
    }

    #renderTable() {
        const { wall } = this;
        const all = wall.resultsBy(this.order.value);
        const sought = this.filter.value.trim().toLocaleLowerCase();
        const found = sought ? all.filter((record) => record.name.toLocaleLowerCase().includes(sought)) : all;
        this.now = wall.now();
        this.rows.show(found.slice(0, this.#shown));
        const nothing = wall.loaded && wall.results.newest.list.length === 0;
        setHidden(this.empty, !nothing);
        setHidden(this.table, nothing || found.length === 0);
        setHidden(this.none, nothing || !sought || found.length > 0);
        setHidden(this.more, found.length <= this.#shown);
        setText(this.more, `Show ${count(Math.min(step, found.length - this.#shown))} more`);
        const total = Math.max(wall.results.total, wall.results.newest.list.length);
        const among = total > all.length ? ` of the first ${count(all.length)}` : '';
        setText(this.tablePanel.note, sought ? `${many(found.length, 'match', 'matches')}${among}` : nothing ? '' : `${count(total)} in all`);
    }

    #make(record) {
        const row = el('tr', { role: 'row', 'data-id': record.id }, cell('name'), cell('number'), cell('when', el('time')));
        if (performance.now() - (record.arrived ?? -Infinity) < 2000) flash(row);
        return row;
    }

    #fill(row, record) {
        const [name, time, when] = row.children;
        if (row.record !== record) {
            if (row.record && record.arrived) flash(row);
            row.record = record;
            setForeign(name, record.name);
            setText(time, seconds(record.time));
            name.title = plain(record.name);
            time.title = `${record.time} s`;
            when.firstElementChild.dateTime = record.created;
            when.title = exact(record.at);
        }
        setText(when.firstElementChild, ago(record.at, this.now));
    }

    #restart() {
        this.#shown = step;
        this.#renderTable();
    }

    #showMore() {
        this.#shown += step;
        this.#renderTable();
    }
}
