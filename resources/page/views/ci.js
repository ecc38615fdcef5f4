// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The pipelines: the latest run of every project and ref, and how long the last ones took.
import { durationsChart } from '../charts.js';
import { KeyedList, el, flash, icon, setAttribute, setForeign, setHidden, setText } from '../dom.js';
import { ago, clockLength, count, exact, plain, webAddress } from '../format.js';
import { runTime } from '../models/pipelines.js';
import { stateOf } from '../states.js';
import { cell, chartBox, command, hookAddress, panel, setState, stateMark, table } from './parts.js';

const columns = [
    ['state-cell', 'State'], ['project', 'Project'], ['ref', 'Ref'], ['commit', 'Commit'], ['message', 'Message'], ['author', 'Author'],
    ['when', 'When'], ['number', 'Duration (m:ss)', 'Duration in minutes and seconds'], ['link', ''],
];

export class Ci {
    title = 'CI';

    constructor(wall) {
        this.wall = wall;
        const runs = table('ci-table', 'Latest run of every project and ref', columns);
        runs.element.querySelector('th.link').append(el('span', { class: 'offscreen' }, 'Link'));
        this.table = runs.element;
        this.rows = new KeyedList(runs.body, { key: (run) => run.id, make: (run) => this.#make(run), fill: (row, run) => this.#fill(row, run) });
        this.empty = el('div', { class: 'empty', hidden: true }, icon('ci'), el('p', { class: 'lead' }, 'No pipeline has reported yet. In GitLab, under Settings, Webhooks, tick “Pipeline events” and give this address:'), command(hookAddress()));
        const durations = chartBox();
        this.durations = durationsChart(durations.canvas);
        this.durationsPanel = panel('Durations', { id: 'durations' }, durations.box);
        this.tablePanel = panel('Pipelines', { id: 'ci-panel' }, el('div', { class: 'scroll', tabindex: '-1' }, this.table, this.empty));
        this.element = el('div', { class: 'view ci' }, this.durationsPanel.element, this.tablePanel.element);
    }

    render(topics) {
        const minute = topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
        const { pipelines } = this.wall;
        if (!topics.has('ci') && !minute && !(topics.has('clock') && pipelines.active.length > 0)) return;
        this.now = this.wall.now();
        const runs = pipelines.list;
        this.rows.show(runs.slice(0, 200));
        const nothing = this.wall.loaded && runs.length === 0;
        setHidden(this.empty, !nothing);
        setHidden(this.table, nothing);
        setHidden(this.durationsPanel.element, nothing);
        const failed = pipelines.trouble.length;
        setText(this.tablePanel.note, nothing ? '' : `${failed > 0 ? `${count(failed)} failed of ` : ''}${count(runs.length)}`);
        const { finished } = pipelines;
        this.durations.show(finished);
        setText(this.durationsPanel.note, finished.length > 0 ? `last ${finished.length}, newest at the right` : 'none has ended yet');
    }

    #make(run) {
        const row = el('tr', { role: 'row', 'data-id': run.id }, cell('state-cell', stateMark()), ...columns.slice(1).map(([name]) => cell(name)));
        row.querySelector('.when').append(el('time'));
        if (performance.now() - (run.arrived ?? -Infinity) < 2000) flash(row);
        return row;
    }

    #fill(row, run) {
        if (row.run !== run) {
            if (row.run && run.arrived && row.run.state !== run.state) flash(row);
            row.run = run;
            this.#fillFixed(row, run);
        }
        setText(row.querySelector('time'), ago(runTime(run), this.now));
        const length = ['running', 'failing'].includes(run.state) && run.started ? (this.now - Date.parse(run.started)) / 1000 : run.duration;
        setText(row.querySelector('.number'), clockLength(length));
    }

    #fillFixed(row, run) {
        const [state, project, ref, commit, message, author, when, , link] = row.children;
        setState(state.firstElementChild, stateOf(run));
        setAttribute(row, 'data-state', run.state);
        setAttribute(row, 'data-tone', stateOf(run).tone);
        for (const [place, text] of [[project, run.project], [ref, run.ref], [message, run.message], [author, run.author]]) {
            setForeign(place, text);
            setAttribute(place, 'title', plain(text));
        }
        setText(commit, (run.commit ?? '').slice(0, 8));
        setAttribute(commit, 'title', run.commit ?? '');
        when.title = exact(runTime(run));
        const address = webAddress(run.url);
        if (!address) link.replaceChildren();
        else if (link.firstElementChild?.href !== address) link.replaceChildren(el('a', { href: address, rel: 'noopener noreferrer', target: '_blank', 'aria-label': `Open the run of ${plain(run.project)}`, title: address }, icon('open')));
    }
}
