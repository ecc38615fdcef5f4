// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A tile of the wall of pipelines: how one lane stands.
import { el, flash, icon, setAttribute, setForeign, setHidden, setText } from '../../dom.js';
import { age, ago, clockLength, exact, lastGreen, many, plain } from '../../format.js';
import { addressOf } from '../../address.js';
import { runTime } from '../../models/pipelines.js';
import { progressOf } from '../../models/progress.js';
import { isGreen, isRed, isStillRed, stateOf, transitionWord } from '../../states.js';
import { setState, setTurn, stateMark, turnMark } from '../parts.js';
import { Claim } from './claim.js';
import { setProject } from './project_name.js';
import { removalOf, setRemoval } from './removal.js';

/** What the tile says in one sentence, for those who do not see it. */
const sentence = (run, provider) => [plain(run.project), plain(run.pipeline), plain(run.ref), plain(provider), stateOf(run).word, transitionWord(run)].filter(Boolean).join(', ');

/** What is worth a word besides the state. */
function wordsOf(run, now) {
    if (run.state === 'unknown' && run.word) return `“${plain(run.word)}”`;
    if (isRed(run) && run.last_green) return `last green ${lastGreen(run, now)}`;
    return isGreen(run) && Number.isFinite(run.duration) ? `took ${clockLength(run.duration)}` : '';
}

export class Tile {
    #run;
    #provider;

    constructor() {
        this.mark = stateMark();
        this.turn = turnMark();
        this.age = el('time', { class: 'age' });
        this.name = el('a', { class: 'name', 'aria-keyshortcuts': 'Delete' });
        this.pipeline = el('span', { class: 'pipeline' });
        this.ref = el('span', { class: 'ref' });
        this.provider = el('span', { class: 'provider' });
        this.author = el('span', { class: 'author' });
        this.words = el('span', { class: 'words' });
        this.claim = new Claim({ brief: true });
        this.bar = el('span', {});
        this.progress = el('div', { class: 'progress', role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100', 'aria-label': 'Share of the usual time', hidden: true }, this.bar);
        const where = el('span', { class: 'where' }, this.pipeline, this.ref, this.provider);
        const inside = el('div', { class: 'inside' }, el('div', { class: 'top' }, this.mark, this.turn, this.age), this.name,
            el('div', { class: 'lane' }, where, this.author), el('div', { class: 'foot' }, this.words, this.claim.element));
        this.element = el('li', { class: 'run-tile' }, inside, this.progress);
        this.removal = removalOf(this.element, () => this.#run);
        inside.append(this.removal);
        this.element.tile = this;
    }

    /** provider: where it must be told. */
    show(run, now, provider = '') {
        if (this.#run !== run || this.#provider !== provider) {
            const before = this.#run;
            this.#run = run;
            this.#provider = provider;
            this.#showFixed(run, provider);
            const isNews = before && (before.state !== run.state || before.id !== run.id);
            if (isNews || (!before && performance.now() - (run.arrived ?? -Infinity) < 2000)) flash(this.element);
        }
        this.claim.show(run, now);
        setText(this.age, age(runTime(run), now));
        this.#showProgress(run, now);
    }

    #showFixed(run, provider) {
        setState(this.mark, stateOf(run));
        setAttribute(this.element, 'data-id', String(run.id));
        setAttribute(this.element, 'data-state', run.state);
        setAttribute(this.element, 'data-tone', stateOf(run).tone);
        setAttribute(this.element, 'data-lane', isStillRed(run) ? 'red' : undefined);
        setTurn(this.turn, run);
        this.age.title = exact(runTime(run));
        setProject(this.name, run.project);
        this.name.title = plain(run.project);
        setAttribute(this.name, 'href', addressOf(['ci', 'run', run.id]));
        setAttribute(this.name, 'aria-label', sentence(run, provider));
        setRemoval(this.removal, run);
        for (const [place, text] of [[this.pipeline, run.pipeline], [this.ref, run.ref], [this.provider, provider], [this.author, run.author]]) {
            setForeign(place, text);
            setAttribute(place, 'title', plain(text));
            setHidden(place, !text);
        }
    }

    #showProgress(run, now) {
        const progress = progressOf(run, now);
        setText(this.words, progress?.words ?? wordsOf(run, now));
        setAttribute(this.words, 'title', this.words.textContent);
        setAttribute(this.words, 'data-tone', progress?.overdue ? 'warning' : undefined);
        setHidden(this.progress, progress?.share === undefined);
        if (progress?.share === undefined) return;
        setAttribute(this.progress, 'data-tone', progress.overdue ? 'warning' : stateOf(run).tone);
        setAttribute(this.progress, 'aria-valuenow', String(Math.round(progress.share * 100)));
        this.bar.style.transform = `scaleX(${progress.share.toFixed(4)})`;
    }
}

/** All green lanes in one. */
export class FoldedTile {
    /** unfold() when it is pressed; where nothing can be pressed, without. */
    constructor(unfold) {
        this.figure = el('span', { class: 'figure' });
        this.words = el('span', { class: 'words' });
        const attributes = unfold ? { type: 'button', 'data-testid': 'ci-unfold', title: 'Show each of them', onclick: unfold } : {};
        const inside = el(unfold ? 'button' : 'div', { class: 'unfold', ...attributes }, el('span', { class: 'state', 'data-tone': 'success' }, icon('success'), this.figure), this.words);
        this.element = el('li', { class: 'run-tile folded', 'data-tone': 'success' }, inside);
        this.element.tile = this;
    }

    show(runs, now) {
        const warnings = runs.filter((run) => run.state === 'warning').length;
        const newest = runs.reduce((a, b) => (runTime(a) > runTime(b) ? a : b));
        setText(this.figure, `${runs.length} passing`);
        setText(this.words, [warnings > 0 ? `${many(warnings, 'warning', 'warnings')} among them` : '', `newest: \u2068${plain(newest.project)}\u2069 ${ago(runTime(newest), now)}`].filter(Boolean).join(' · '));
    }
}
