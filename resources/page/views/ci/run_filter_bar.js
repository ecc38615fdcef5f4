// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The filters above the table of runs. What the wall compares exactly can be chosen among what is known.
import { el, icon, setHidden, setText } from '../../dom.js';
import { plain } from '../../format.js';
import { isFiltered } from '../../models/run_filters.js';
import { stateNames, stateOf } from '../../states.js';
import { Known } from './known.js';

const waitForMore = 250; // ms, while somebody types
const times = [['', 'All times'], ['hour', 'Last hour'], ['day', 'Last 24 hours'], ['week', 'Last 7 days']];

function field(name, label, attributes = {}) {
    return el('input', { name, placeholder: label, 'aria-label': label, autocomplete: 'off', spellcheck: 'false', 'data-testid': `runs-${name}`, ...attributes });
}

function choice(name, label, options) {
    return el('select', { name, 'aria-label': label, 'data-testid': `runs-${name}` }, ...options.map(([value, word]) => el('option', { value }, word)));
}

const mostOffered = 8;

export class RunFilterBar {
    #timer = 0;
    #extra = {}; // what only a link sets

    /** changed() when the filters are others than before. */
    constructor(changed) {
        this.changed = changed;
        this.known = { project: new Known('known-projects'), ref: new Known('known-refs') };
        this.controls = {
            search: field('search', 'Search project, message, commit …', { type: 'search' }), project: field('project', 'Project', { list: 'known-projects' }), ref: field('ref', 'Ref', { list: 'known-refs' }),
            state: choice('state', 'State', [['', 'Any state'], ...stateNames.map((state) => [state, stateOf({ state }).word])]),
            author: field('author', 'Author'), time: choice('time', 'Time', times),
        };
        const { search, ...others } = this.controls;
        this.which = el('p', { class: 'which', hidden: true });
        this.more = el('span', { class: 'narrowed' });
        this.clear = el('button', { type: 'button', class: 'plain', 'data-testid': 'runs-clear', onclick: () => this.#clear() }, 'Clear filters');
        this.element = el('div', { class: 'tools filters', role: 'search' }, el('label', { class: 'search' }, icon('search'), search), ...Object.values(others), this.more, this.clear, this.which, ...Object.values(this.known).map((list) => list.element));
        for (const control of Object.values(this.controls)) {
            control.addEventListener('input', () => this.#later());
            control.addEventListener('change', () => this.#now());
        }
    }

    /** The filters as models/run_filters.js has them. */
    get filters() {
        const values = Object.fromEntries(Object.entries(this.controls).map(([name, control]) => [name, control.value.trim()]));
        for (const [name, list] of Object.entries(this.known)) {
            const meant = list.meant(values[name]);
            if (meant.length === 1) values[name] = meant[0];
        }
        return { provider: '', pipeline: '', ...this.#extra, ...values };
    }

    set filters(filters) {
        this.#extra = { provider: filters.provider, pipeline: filters.pipeline };
        for (const [name, control] of Object.entries(this.controls)) {
            if (control.value.trim() !== filters[name]) control.value = filters[name];
            if (control.value !== filters[name] && control.tagName === 'SELECT') control.value = '';
        }
        this.#showExtra();
    }

    /** Whether a part of a name was entered that several have. */
    get asksWhich() {
        return !this.which.hidden;
    }

    /** What can be chosen among: of these runs. */
    offer(runs) {
        this.known.project.fill(runs.map((run) => run.project));
        const { project } = this.filters;
        this.known.ref.fill(runs.filter((run) => !project || run.project === project).map((run) => run.ref));
    }

    #showExtra() {
        const { provider, pipeline } = this.#extra;
        setText(this.more, [pipeline && `pipeline ${plain(pipeline)}`, provider && `at ${plain(provider)}`].filter(Boolean).join(' '));
        setHidden(this.more, !provider && !pipeline);
        setHidden(this.clear, !isFiltered(this.filters));
        this.#showWhich();
    }

    /** A part of a name that several have. */
    #showWhich() {
        const buttons = Object.entries(this.known).flatMap(([name, list]) => {
            const meant = list.meant(this.controls[name].value.trim());
            return meant.length < 2 ? [] : meant.slice(0, mostOffered).map((value) => el('button', { type: 'button', onclick: () => this.#choose(name, value) }, plain(value)));
        });
        setHidden(this.which, buttons.length === 0);
        this.which.replaceChildren('Which one? ', ...buttons);
    }

    #choose(name, value) {
        this.controls[name].value = value;
        this.#now();
    }

    #later() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#now(), waitForMore);
    }

    #now() {
        clearTimeout(this.#timer);
        this.#showExtra();
        this.changed();
    }

    #clear() {
        this.#extra = {};
        for (const control of Object.values(this.controls)) control.value = '';
        this.controls.search.focus();
        this.#now();
    }
}
