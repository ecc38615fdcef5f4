// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs as rows of a table.
import { addressOf } from '../../address.js';
import { KeyedList, el, flash, setAttribute, setForeign, setHidden, setText } from '../../dom.js';
import { ago, clockLength, exact, plain } from '../../format.js';
import { runTime } from '../../models/pipelines.js';
import { isRunning, stateOf } from '../../states.js';
import { cell, setLinkOut, setState, setTurn, stateMark, table, turnMark } from '../parts.js';
import { setProject } from './project_name.js';

const columns = [
    ['state-cell', 'State'], ['project', 'Project'], ['ref', 'Ref'], ['commit', 'Commit'], ['message', 'Message'], ['author', 'Author'],
    ['when', 'When'], ['number', 'Duration (m:ss)', 'Duration in minutes and seconds'], ['link', ''],
];

export class RunRows {
    constructor() {
        const runs = table('ci-table', 'Runs, newest first', columns);
        runs.element.querySelector('th.link').append(el('span', { class: 'offscreen' }, 'Link'));
        this.element = runs.element;
        this.rows = new KeyedList(runs.body, { key: (run) => run.id, make: (run) => this.#make(run), fill: (row, run) => this.#fill(row, run) });
    }

    show(runs, now) {
        this.now = now;
        this.rows.show(runs);
    }

    #make(run) {
        const row = el('tr', { role: 'row', 'data-id': run.id }, cell('state-cell', stateMark(), turnMark()), ...columns.slice(1).map(([name]) => cell(name)));
        row.querySelector('.project').append(el('a', { href: addressOf(['ci', 'run', run.id]) }), el('span', { class: 'pipeline' }));
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
        const length = isRunning(run) && run.started ? (this.now - Date.parse(run.started)) / 1000 : run.duration;
        setText(row.querySelector('.number'), clockLength(length));
    }

    #fillFixed(row, run) {
        const [state, project, ref, commit, message, author, when, , link] = row.children;
        setState(state.firstElementChild, stateOf(run));
        setTurn(state.lastElementChild, run);
        setAttribute(row, 'data-state', run.state);
        setAttribute(row, 'data-tone', stateOf(run).tone);
        setProject(project.firstElementChild, run.project);
        setForeign(project.lastElementChild, run.pipeline);
        setHidden(project.lastElementChild, !run.pipeline);
        setAttribute(project, 'title', plain([run.project, run.pipeline].filter(Boolean).join(' · ')));
        for (const [place, text] of [[ref, run.ref], [message, run.message], [author, run.author]]) {
            setForeign(place, text);
            setAttribute(place, 'title', plain(text));
        }
        setText(commit, String(run.commit ?? '').slice(0, 8));
        setAttribute(commit, 'title', plain(run.commit));
        when.title = exact(runTime(run));
        setLinkOut(link, run.url, `Open the run of ${plain(run.project)} where it ran`);
    }
}
