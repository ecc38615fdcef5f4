// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How each pipeline does: how often it is green and how long it takes; the chosen one run by run.
import { addressOf, tellAddress } from '../../address.js';
import { successChart, trendChart } from '../../ci_charts.js';
import { KeyedList, el, icon, setAttribute, setForeign, setHidden, setText } from '../../dom.js';
import { ago, clockLength, closed, many, percent, plain } from '../../format.js';
import { Refused, ask } from '../../live/ask.js';
import { providerWhereNeeded } from '../../models/pipelines.js';
import { chartBox, panel } from '../parts.js';
import { noPipelines } from './no_pipelines.js';
import { setProject } from './project_name.js';

const readEvery = 10e3; // at most so often, when runs change
const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const keyOf = ({ provider, project, pipeline = '' }) => JSON.stringify([provider, project, pipeline]);

/** {provider, project, pipeline} of a key. */
function chosenOf(key) {
    const [provider, project, pipeline] = JSON.parse(key);
    return { provider, project, pipeline };
}

const byName = (a, b) => collator.compare(a.project, b.project) || collator.compare(a.pipeline ?? '', b.pipeline ?? '');
const orders = { rate: (a, b) => a.success_rate - b.success_rate || byName(a, b), name: byName };

/** Green, or how red; a mark goes with the tone. */
function toneOf(rate) {
    return rate >= 0.9 ? 'success' : rate >= 0.7 ? 'warning' : 'failed';
}

export class Trends {
    #figures = [];
    #chosen = ''; // a key
    #trend = null;
    #without = ''; // the key of a pipeline that has no trend, until there is news of it
    #readAt = 0;
    #isStale = true;

    constructor(wall) {
        this.wall = wall;
        this.order = el('select', { 'aria-label': 'Order', 'data-testid': 'trends-order' }, el('option', { value: 'rate' }, 'Lowest success first'), el('option', { value: 'name' }, 'By name'));
        this.order.addEventListener('change', () => this.render(new Set(['ci'])));
        this.list = el('ol', { class: 'pipelines', 'data-testid': 'trends-list', role: 'list' });
        this.rows = new KeyedList(this.list, { key: keyOf, make: () => this.#make(), fill: (row, figures) => this.#fill(row, figures) });
        this.none = el('p', { class: 'quiet', role: 'status', hidden: true });
        this.empty = noPipelines();
        this.listPanel = panel('Pipelines', { id: 'trends-panel' }, el('div', { class: 'tools' }, this.order), this.none, el('div', { class: 'scroll' }, this.list));
        const durations = chartBox();
        const success = chartBox();
        this.durations = trendChart(durations.canvas, (id) => (window.location.hash = addressOf(['ci', 'run', id])));
        this.success = successChart(success.canvas);
        this.figures = el('dl', { class: 'trend-figures', 'data-testid': 'trend-figures' });
        this.link = el('a', { class: 'all-runs' }, 'All its runs');
        this.noTrend = el('p', { class: 'quiet', role: 'status', hidden: true, 'data-testid': 'no-trend' });
        this.trendParts = [this.figures, el('h3', {}, 'Durations'), durations.box, el('h3', {}, 'Share of green runs, each ten'), success.box];
        this.trendPanel = panel('', { id: 'trend' }, this.noTrend, ...this.trendParts, this.link);
        this.element = el('div', { class: 'ci-part ci-trends' }, this.listPanel.element, this.trendPanel.element, this.empty);
        wall.onRun((run) => this.#hear(run));
        wall.onRemoval(() => this.#readSoon());
    }

    go(_, query) {
        if (query.get('project')) this.#want({ provider: query.get('provider') ?? '', project: query.get('project'), pipeline: query.get('pipeline') ?? '' });
        this.#readSoon();
    }

    #want(pipeline) {
        this.#chosen = keyOf(pipeline);
        this.#without = '';
        this.trendFailure = undefined;
    }

    render(topics) {
        if (this.#isStale && Date.now() - this.#readAt > readEvery) this.#read();
        const minute = topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
        if (!topics.has('ci') && !minute) return;
        const sorted = [...this.#figures].sort(orders[this.order.value]);
        const nothing = this.wall.loaded && this.isRead && sorted.length === 0 && !this.trendFailure;
        setHidden(this.empty, !nothing);
        setHidden(this.listPanel.element, nothing);
        setHidden(this.trendPanel.element, nothing || (!this.#trend && !this.trendFailure));
        this.providerOf = providerWhereNeeded(sorted);
        this.rows.show(sorted);
        setText(this.listPanel.note, sorted.length > 0 ? many(sorted.length, 'pipeline', 'pipelines') : '');
        setText(this.none, this.failure ?? '');
        setHidden(this.none, !this.failure);
        this.#renderTrend();
    }

    #renderTrend() {
        setText(this.noTrend, this.trendFailure ?? '');
        setHidden(this.noTrend, !this.trendFailure);
        for (const part of this.trendParts) setHidden(part, !this.#trend);
        if (this.#trend) this.#showTrend(this.#trend);
        else if (this.trendFailure) this.#showHead(chosenOf(this.#chosen), '');
    }

    /** A run, or null: what was missed is not known. */
    #hear(run) {
        this.#isStale = true;
        if (run === null || keyOf(run) === this.#without) this.#without = '';
    }

    #readSoon() {
        this.#isStale = true;
        this.#readAt = 0;
    }

    async #read() {
        this.#readAt = Date.now();
        this.#isStale = false;
        try {
            const { figures } = await ask('/ci/figures');
            this.#figures = figures.filter((each) => each.runs > 0);
            if (this.#isGone) this.#chosen = '';
            this.failure = undefined;
            this.isRead = true;
            const first = [...this.#figures].sort(orders[this.order.value])[0];
            if (this.#chosen === '' && first) this.#chosen = keyOf(first);
        } catch (error) {
            this.#isStale = true;
            this.failure = `The figures could not be read: ${error.message}.`;
        }
        await this.#readTrend();
        this.render(new Set(['ci']));
    }

    /** Whether all lanes of the pipeline that is shown were removed. */
    get #isGone() {
        return this.#trend !== null && keyOf(this.#trend) === this.#chosen && !this.#figures.some((each) => keyOf(each) === this.#chosen);
    }

    async #readTrend() {
        const chosen = this.#chosen;
        if (chosen !== '' && chosen === this.#without) return;
        try {
            const trend = chosen === '' ? null : await ask(`/ci/trend?${new URLSearchParams(chosenOf(chosen))}`);
            if (chosen !== this.#chosen) return;
            this.#trend = trend;
            this.trendFailure = undefined;
        } catch (error) {
            if (chosen === this.#chosen) this.#miss(error);
        }
    }

    /** That there is none yet is an answer; anything else is asked again. */
    #miss(error) {
        const isAnswer = error instanceof Refused && error.status === 404;
        if (!isAnswer) this.#isStale = true;
        if (!this.#isStale) this.#without = this.#chosen; // else there was news meanwhile
        if (isAnswer || keyOf(this.#trend ?? {}) !== this.#chosen) this.#trend = null;
        this.trendFailure = isAnswer ? closed(plain(error.message)) : `The trend could not be read: ${error.message}.`;
    }

    async #choose(figures) {
        this.#want(figures);
        tellAddress(['ci', 'trends'], { provider: figures.provider, project: figures.project, pipeline: figures.pipeline ?? '' });
        this.render(new Set(['ci']));
        await this.#readTrend();
        this.render(new Set(['ci']));
        this.trendPanel.element.scrollIntoView({ block: 'nearest' });
    }

    #make() {
        const button = el('button', { type: 'button', onclick: () => this.#choose(row.figures) }, el('span', { class: 'name' }), el('span', { class: 'pipeline' }),
            el('span', { class: 'rate state' }, icon('success'), el('span', {})), el('span', { class: 'median' }));
        const row = el('li', {}, button);
        return row;
    }

    #fill(row, figures) {
        row.figures = figures;
        const button = row.firstElementChild;
        const [name, pipeline, rate, median] = button.children;
        setProject(name, figures.project);
        setForeign(pipeline, [figures.pipeline, this.providerOf(figures)].filter(Boolean).join(' · '));
        const tone = toneOf(figures.success_rate);
        setAttribute(rate, 'data-tone', tone);
        rate.firstElementChild.className = `icon icon-${tone}`;
        setText(rate.lastElementChild, percent(figures.success_rate));
        setText(median, clockLength(figures.median));
        setAttribute(button, 'title', plain([figures.project, figures.pipeline, figures.provider].filter(Boolean).join(' · ')));
        setAttribute(button, 'aria-current', keyOf(figures) === this.#chosen ? 'true' : undefined);
    }

    #showHead(pipeline, note) {
        setForeign(this.trendPanel.heading, [pipeline.project, pipeline.pipeline, this.providerOf(pipeline)].filter(Boolean).join(' · '));
        setText(this.trendPanel.note, note);
        setAttribute(this.link, 'href', addressOf(['ci', 'runs'], { provider: pipeline.provider, project: pipeline.project, pipeline: pipeline.pipeline }));
    }

    #showTrend(trend) {
        this.#showHead(trend, `last ${many(trend.runs, 'run', 'runs')}`);
        const green = Date.parse(trend.last_green ?? '');
        const facts = [['Success', percent(trend.success_rate)], ['Median', clockLength(trend.median)], ['90 % within', clockLength(trend.percentile_90)], ['Last green', Number.isFinite(green) ? ago(green, this.wall.now()) : 'never seen']];
        if (this.figures.childElementCount === 0) this.figures.append(...facts.map(([word]) => el('div', {}, el('dt', {}, word), el('dd'))));
        facts.forEach(([, text], index) => setText(this.figures.children[index].lastElementChild, text));
        this.durations.show({ records: trend.points, figures: trend });
        this.success.show({ records: trend.points });
    }
}
