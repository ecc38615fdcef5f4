// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which runs the table shows: the filters as the address has them, as the wall is asked, and as a run is tried against them.
import { numberOf } from '../format.js';

export const spans = { hour: 3600e3, day: 24 * 3600e3, week: 7 * 24 * 3600e3 };
const names = ['provider', 'project', 'pipeline', 'ref', 'state', 'author', 'time', 'search'];

/** Of the query of an address: every filter, empty where it is not set. */
export const filtersOf = (query) => Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));

export const isFiltered = (filters) => names.some((name) => filters[name] !== '');

/** The path to ask the wall for, from the newest run on, or from the one before `before`. */
export function runsPath(filters, { now, limit, before }) {
    const { provider, project, pipeline, ref, state, author, time } = filters;
    const since = spans[time] ? new Date(now - spans[time]).toISOString() : '';
    const asked = { provider, project, pipeline, ref, status: state, author, since, limit, before };
    return `/ci/runs?${new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ''))}`;
}

/** Whether the wall would name this run. */
export function matches(run, filters, now) {
    const exact = ['provider', 'project', 'pipeline', 'ref', 'state'].every((name) => filters[name] === '' || (run[name] ?? '') === filters[name]);
    const author = String(run.author ?? '').toLowerCase().includes(filters.author.toLowerCase());
    return exact && author && (!spans[filters.time] || Date.parse(run.updated) >= now - spans[filters.time]);
}

/** Whether a run has all the words that are searched for, anywhere: the wall itself cannot search. */
export function isFound(run, search) {
    const text = [run.project, run.pipeline, run.ref, run.message, run.author, run.commit, run.provider, numberOf(run)].join('\n').toLowerCase();
    return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
