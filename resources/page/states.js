// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The states of a run, as docs/api.md names them, and how each is told: icon, word and tone (a colour token).

const states = {
    queued: { icon: 'waiting', word: 'queued', tone: 'unknown' },
    waiting: { icon: 'waiting', word: 'waiting', tone: 'waiting' },
    running: { icon: 'running', word: 'running', tone: 'running' },
    failing: { icon: 'failed', word: 'failing', tone: 'failed' },
    success: { icon: 'success', word: 'passed', tone: 'success' },
    warning: { icon: 'warning', word: 'warning', tone: 'warning' },
    failed: { icon: 'failed', word: 'failed', tone: 'failed' },
    error: { icon: 'failed', word: 'error', tone: 'failed' },
    canceled: { icon: 'unknown', word: 'canceled', tone: 'unknown' },
    skipped: { icon: 'unknown', word: 'skipped', tone: 'unknown' },
    unknown: { icon: 'unknown', word: 'unknown', tone: 'unknown' },
};

/** {icon, word, tone} of a state; a state this page does not know yet counts as unknown. */
export function stateOf(run) {
    return Object.hasOwn(states, run.state) ? states[run.state] : states.unknown;
}

/** A person should look now. */
export const isTrouble = (run) => stateOf(run).tone === 'failed';

/** Its lane is red though the run itself is not: it goes on, or came to no result, after one that failed. */
export const isStillRed = (run) => run.transition === 'still_broken' && !isTrouble(run);

/** Its lane is red. */
export const isRed = (run) => isTrouble(run) || isStillRed(run);

/** The same of a job: what may fail is no alarm. */
export function stateOfJob(job) {
    const state = stateOf(job);
    return job.allow_failure && state.tone === 'failed' ? { ...state, icon: 'warning', tone: 'warning' } : state;
}

/** It came to a good end. */
export const isGreen = (run) => run.state === 'success' || run.state === 'warning';

/** Worth a look, not an alarm. */
export const isWarning = (run) => run.state === 'warning';

/** Nothing has come to an end yet. */
export const isActive = (run) => ['queued', 'waiting', 'running', 'failing'].includes(run.state);

/** It goes on now, and time runs. */
export const isRunning = (run) => run.state === 'running' || run.state === 'failing';

const transitions = { broken: 'broken', still_broken: 'still broken', fixed: 'fixed' };

/** What the run changed in its lane, as a word; empty where it changed nothing. */
export const transitionWord = (run) => (Object.hasOwn(transitions, run.transition) ? transitions[run.transition] : '');

/** All states, as the filters list them. */
export const stateNames = Object.keys(states);
