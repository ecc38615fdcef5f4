// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The four tiles of the overview and of TV mode.
import { el, setAttribute, setText } from '../dom.js';
import { count, many, plain, rate } from '../format.js';
import { Spark, histogram } from '../spark.js';
import { isActive, isRed } from '../states.js';

const hour = 3600e3;

/** One figure with its caption, a word about it and something small along the bottom edge. */
class Tile {
    constructor(id, caption, href, bottom) {
        this.figure = el('span', { class: 'figure' });
        this.aside = el('span', { class: 'aside' });
        this.word = el('span', { class: 'about' });
        this.element = el('a', { class: 'tile', href, 'data-testid': `tile-${id}` },
            el('span', { class: 'caption' }, caption), el('span', { class: 'line' }, this.figure, this.aside), this.word, bottom);
    }

    show(figure, aside, word, tone = '') {
        setText(this.figure, figure);
        setText(this.aside, aside);
        setText(this.word, word);
        setAttribute(this.element, 'data-tone', tone);
    }
}

function deltaOf(today, before) {
    if (!Number.isFinite(before)) return ['', ''];
    if (before === 0) return ['', today > 0 ? 'none yesterday by now' : 'none yesterday either'];
    const percent = Math.round(((today - before) / before) * 100);
    const arrow = percent > 0 ? '▲' : percent < 0 ? '▼' : '=';
    return [percent === 0 ? '= yesterday' : `${arrow} ${count(Math.abs(percent))} %`, `${count(before)} yesterday by now`];
}

/** How the latest runs divide into states, as one thin bar. */
class Shares {
    #parts = ['failed', 'warning', 'running', 'success', 'unknown'];

    constructor() {
        this.meters = this.#parts.map((tone) => [tone, el('span', { 'data-tone': tone })]);
        this.element = el('span', { class: 'shares', 'aria-hidden': 'true' }, ...this.meters.map(([, part]) => part));
    }

    show(numbers) {
        for (const [tone, part] of this.meters) part.style.flexGrow = numbers[tone] ?? 0;
    }
}

export class Tiles {
    constructor() {
        this.resultsSpark = new Spark();
        this.rateSpark = new Spark();
        this.messagesSpark = new Spark();
        this.shares = new Shares();
        this.results = new Tile('results', 'Results today', '#/results', this.resultsSpark.element);
        this.ci = new Tile('ci', 'Pipelines', '#/ci', this.shares.element);
        this.messages = new Tile('messages', 'Messages', '#/messages', this.messagesSpark.element);
        this.rate = new Tile('rate', 'Events/s', '#/overview', this.rateSpark.element);
        this.element = el('div', { class: 'tiles' }, ...[this.results, this.ci, this.messages, this.rate].map((tile) => tile.element));
    }

    render(wall) {
        const now = wall.now();
        const [delta, before] = deltaOf(wall.results.today, wall.results.yesterdayByNow);
        this.results.show(count(wall.results.today), delta, before);
        this.resultsSpark.show(histogram(wall.results.newest.list.map((record) => record.at), now, hour, 40));
        this.#renderCi(wall.pipelines);
        const last = wall.activity.messages.at(-1);
        this.messages.show(count(wall.activity.said), '', last ? `\u2068${plain(last.name)}\u2069: \u2068${plain(last.message)}\u2069` : 'since this page was opened');
        this.messagesSpark.show(histogram(wall.activity.messages.map((message) => message.time), now, hour, 40));
        this.rate.show(rate(wall.activity.rate(now)), '', `${many(wall.results.total, 'result', 'results')} kept`);
        this.rateSpark.show(wall.activity.history(now));
    }

    #renderCi(pipelines) {
        const runs = pipelines.list;
        const failed = pipelines.trouble.length;
        const active = pipelines.active.length;
        const warnings = runs.filter((run) => run.state === 'warning').length;
        const passed = runs.filter((run) => run.state === 'success').length;
        const running = runs.filter((run) => isActive(run) && !isRed(run)).length; // one that is red counts as that
        this.shares.show({ failed, warning: warnings, running, success: passed, unknown: runs.length - failed - warnings - running - passed });
        const about = [active > 0 ? `${count(active)} running` : '', warnings > 0 ? many(warnings, 'warning', 'warnings') : ''].filter(Boolean).join(' · ');
        if (failed > 0) this.ci.show(count(failed), `failed of ${count(runs.length)}`, about || 'nothing running', 'failed');
        else if (runs.length > 0) this.ci.show(count(passed), `passed of ${count(runs.length)}`, about || 'nothing running', '');
        else this.ci.show('–', '', 'no pipeline has reported yet', '');
    }
}
