// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The jobs of a run as a table, by stage.
import { KeyedList, el, setAttribute, setForeign, setText } from '../../dom.js';
import { clock, clockLength, exact, plain } from '../../format.js';
import { stagesOf } from '../../models/time_line.js';
import { isRunning, stateOfJob } from '../../states.js';
import { cell, setLinkOut, setState, stateMark, table } from '../parts.js';

const columns = [['state-cell', 'State'], ['job', 'Job'], ['stage', 'Stage'], ['when', 'Started'], ['number', 'Duration (m:ss)', 'Duration in minutes and seconds'], ['link', '']];

export class JobRows {
    constructor() {
        const jobs = table('jobs-table', 'Jobs of this run, by stage', columns);
        jobs.element.querySelector('th.link').append(el('span', { class: 'offscreen' }, 'Link'));
        this.element = jobs.element;
        this.rows = new KeyedList(jobs.body, { key: (job) => JSON.stringify([job.stage, job.name]), make: () => this.#make(), fill: (row, job) => this.#fill(row, job) });
    }

    show(jobs, now) {
        this.now = now;
        this.rows.show(stagesOf(jobs).flatMap((stage) => stage.jobs));
    }

    #make() {
        const row = el('tr', { role: 'row' }, cell('state-cell', stateMark()), ...columns.slice(1).map(([name]) => cell(name)));
        row.querySelector('.job').append(el('span', {}), el('span', { class: 'allowed' }));
        return row;
    }

    #fill(row, job) {
        const [state, name, stage, when, length, link] = row.children;
        setAttribute(row, 'data-state', job.state);
        setState(state.firstElementChild, stateOfJob(job));
        setForeign(name.firstElementChild, job.name);
        setText(name.lastElementChild, job.allow_failure ? 'may fail' : '');
        setAttribute(name, 'title', plain(job.name));
        setForeign(stage, job.stage);
        const began = Date.parse(job.started ?? '');
        setText(when, Number.isFinite(began) ? clock(began) : '');
        setAttribute(when, 'title', exact(began));
        setText(length, clockLength(isRunning(job) && Number.isFinite(began) ? (this.now - began) / 1000 : job.duration));
        setLinkOut(link, job.url, `Open the job ${plain(job.name)} where it ran`);
    }
}
