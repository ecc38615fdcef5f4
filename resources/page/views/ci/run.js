// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One run: its facts, who looks into it, its jobs as a time line and as a list.
import { addressOf } from '../../address.js';
import { timeLineChart } from '../../ci_charts.js';
import { el, foreign, icon, setAttribute, setForeign, setHidden, setText } from '../../dom.js';
import { ago, clockLength, exact, lastGreen, many, numberOf, roughly, webAddress } from '../../format.js';
import { Refused, ask } from '../../live/ask.js';
import { laneOf, runTime } from '../../models/pipelines.js';
import { progressOf } from '../../models/progress.js';
import { timeLineOf } from '../../models/time_line.js';
import { isActive, isRed, isRunning, isStillRed, stateOf } from '../../states.js';
import { chartBox, panel, setState, setTurn, stateMark, turnMark } from '../parts.js';
import { Claim } from './claim.js';
import { JobRows } from './job_rows.js';
import { removeButton } from './removal.js';

const rowHeight = 26;
const mostRows = 120; // of the time line: what is left is in the list
const axisHeight = 36;

const removed = 'This run was removed from the wall.';
const day = (text) => exact(Date.parse(text ?? ''));

/** What is known of a run, as [word, text]. */
function factsOf(run, now) {
    const length = isRunning(run) && run.started ? (now - Date.parse(run.started)) / 1000 : run.duration;
    const usual = run.estimate > 0 ? ` (usually ${roughly(run.estimate)})` : '';
    return [
        ['Author', run.author], ['Message', run.message], ['Commit', run.commit], ['Ref', run.ref], ['Pipeline', run.pipeline],
        ['Number', [numberOf(run), run.attempt > 1 ? `attempt ${run.attempt}` : ''].filter(Boolean).join(', ')],
        ['Duration', Number.isFinite(length) ? `${clockLength(length)}${usual}` : ''],
        ['Started', day(run.started)], ['Finished', day(run.finished)],
        ['Last green', isRed(run) && run.last_green ? `${lastGreen(run, now)}, ${day(run.last_green)}` : ''],
        ['CI', run.provider], ['Its own word', run.word],
    ].filter(([, text]) => text);
}

export class CiRun {
    #reading = null; // the answer that is waited for
    #isMissed = false; // it is said that there is no such run

    constructor(wall) {
        this.wall = wall;
        this.mark = stateMark();
        this.turn = turnMark();
        this.name = el('h2', { class: 'name' });
        this.lane = el('p', { class: 'lane' });
        this.when = el('time', {});
        this.words = el('span', { class: 'words' });
        this.bar = el('span', {});
        this.progress = el('div', { class: 'progress', hidden: true }, this.bar);
        this.claim = new Claim();
        this.links = el('p', { class: 'links' });
        this.facts = el('dl', { class: 'facts' });
        this.missing = el('p', { class: 'quiet missing', role: 'status', hidden: true });
        this.remove = removeButton(() => this.run);
        const top = el('div', { class: 'top' }, this.mark, this.turn, this.words, this.when);
        this.head = el('section', { class: 'panel run-head', 'data-testid': 'run-head' }, top, this.name, this.lane, this.progress, this.claim.element, this.facts, this.links);
        const line = chartBox();
        this.lineBox = line.box;
        this.line = timeLineChart(line.canvas);
        this.linePanel = panel('Time line', { id: 'time-line' }, el('div', { class: 'scroll' }, line.box));
        this.jobs = new JobRows();
        this.jobsPanel = panel('Jobs', { id: 'jobs' }, el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Jobs' }, this.jobs.element));
        this.element = el('div', { class: 'ci-part ci-run' }, this.missing, this.head, this.linePanel.element, this.jobsPanel.element);
        wall.onRun((run) => (run === null ? this.#readAgain() : this.#hear(run)));
        wall.onRemoval((lane) => this.run && laneOf(this.run) === laneOf(lane) && this.#lose());
    }

    go([id]) {
        this.id = Number(id);
        if (this.run?.id !== this.id) this.run = undefined;
        this.#say(this.run ? '' : 'Reading …');
        this.#read();
    }

    #readAgain() {
        if (this.element.offsetParent) this.#read();
    }

    #hear(run) {
        if (run.id !== this.id) return;
        this.#reading = null; // an answer that is under way may be older
        this.run = run;
        this.#say('');
    }

    #lose() {
        this.#reading = null; // an answer that is under way would bring it back
        this.#miss(removed);
    }

    async #read() {
        const reading = (this.#reading = {});
        try {
            const run = await ask(`/ci/runs/${this.id}`);
            if (reading !== this.#reading) return;
            this.run = run;
            this.#say('');
        } catch (error) {
            if (reading !== this.#reading) return;
            const isGone = error instanceof Refused && error.status === 404;
            if (isGone && !this.#isMissed) this.#miss(this.run ? removed : 'There is no such run on this wall; it may have been removed.');
            else if (!isGone && !this.run) this.#say(`The run could not be read: ${error.message}.`);
        }
        this.render(new Set(['ci']));
    }

    #say(sentence) {
        this.#isMissed = false;
        setText(this.missing, sentence);
        setHidden(this.missing, sentence === '');
    }

    /** There is nothing to show, and where to go from here: there the keyboard is, too. */
    #miss(sentence) {
        const hadFocus = this.head.contains(document.activeElement);
        const back = el('a', { href: addressOf(['ci']) }, 'Back to the wall');
        this.run = undefined;
        this.#say(sentence);
        this.#isMissed = true;
        this.missing.append(' ', back);
        if (hadFocus) back.focus();
    }

    render(topics) {
        const { run } = this;
        setHidden(this.head, !run);
        if (!run) for (const part of [this.linePanel, this.jobsPanel]) setHidden(part.element, true);
        if (!run || (!topics.has('ci') && !topics.has('clock'))) return;
        const now = this.wall.now();
        if (this.shown !== run) this.#showFixed(run);
        this.#showMoving(run, now);
        this.#showJobs(run, now);
    }

    #showFixed(run) {
        this.shown = run;
        setState(this.mark, stateOf(run));
        setAttribute(this.head, 'data-tone', stateOf(run).tone);
        setAttribute(this.head, 'data-state', run.state);
        setAttribute(this.head, 'data-lane', isStillRed(run) ? 'red' : undefined);
        setTurn(this.turn, run);
        setForeign(this.name, run.project);
        this.lane.replaceChildren(...[run.pipeline, run.ref].filter(Boolean).flatMap((text, index) => [index > 0 ? ' · ' : '', foreign(text)]));
        this.#showLinks(run);
    }

    #showLinks({ id, url, provider, project, pipeline, ref }) {
        const address = webAddress(url);
        const inside = (word, path, values) => el('a', { href: addressOf(path, values) }, word);
        this.links.replaceChildren(
            ...(address ? [el('a', { class: 'out', href: address, rel: 'noopener noreferrer', target: '_blank', title: address }, icon('open'), 'Open where it ran')] : []),
            inside('Runs of this ref', ['ci', 'runs'], { provider, project, pipeline, ref }), inside('Trend of this pipeline', ['ci', 'trends'], { provider, project, pipeline }),
            inside('Deliveries of this run', ['ci', 'deliveries'], { run: id }), this.remove);
    }

    #showMoving(run, now) {
        const progress = progressOf(run, now);
        setText(this.words, progress?.words ?? '');
        setAttribute(this.words, 'data-tone', progress?.overdue ? 'warning' : undefined);
        setText(this.when, isActive(run) ? '' : ago(runTime(run), now));
        this.when.title = exact(runTime(run));
        setHidden(this.progress, progress?.share === undefined);
        setAttribute(this.progress, 'data-tone', progress?.overdue ? 'warning' : stateOf(run).tone);
        this.bar.style.transform = `scaleX(${progress?.share ?? 0})`;
        this.claim.show(run, now);
        this.#showFacts(factsOf(run, now));
    }

    #showFacts(facts) {
        const words = facts.map(([word]) => word).join();
        if (this.facts.dataset.words !== words) {
            this.facts.dataset.words = words;
            this.facts.replaceChildren(...facts.map(([word]) => el('div', {}, el('dt', {}, word), el('dd'))));
        }
        facts.forEach(([, text], index) => setForeign(this.facts.children[index].lastElementChild, text));
    }

    #showJobs(run, now) {
        const jobs = Array.isArray(run.jobs) ? run.jobs : [];
        setHidden(this.linePanel.element, !jobs.some((job) => job.started));
        setHidden(this.jobsPanel.element, jobs.length === 0);
        this.jobs.show(jobs, now);
        setText(this.jobsPanel.note, many(jobs.length, 'job', 'jobs'));
        const line = timeLineOf(run, now);
        const rows = line.rows.slice(0, mostRows);
        this.lineBox.style.height = `${rows.length * rowHeight + axisHeight}px`;
        setText(this.linePanel.note, rows.length < line.rows.length ? `the first ${rows.length} of ${line.rows.length}` : line.length > 0 ? `${clockLength(line.length)} from the first job on` : '');
        this.line.show({ records: rows, length: line.length });
    }
}
