// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far a run that goes on has come, by what its lane took before.
import { clockLength, roughly } from '../format.js';
import { isRunning } from '../states.js';

const usualExcess = 1.5; // where the wall does not say what is overdue

/** {share, overdue, words} at a moment; share is 0 to 1, undefined where nothing is known to compare with. Undefined for a
 *  run that does not go on. */
export function progressOf(run, now) {
    const began = Date.parse(run.started ?? '');
    if (!isRunning(run) || !Number.isFinite(began)) return undefined;
    const elapsed = Math.max(0, (now - began) / 1000);
    if (!(run.estimate > 0)) return { share: undefined, overdue: false, words: `${clockLength(elapsed)} so far` };
    const overdue = elapsed > (run.overdue_after ?? run.estimate * usualExcess);
    const share = Math.min(1, elapsed / run.estimate);
    if (overdue) return { share: 1, overdue, words: `overdue, ${clockLength(elapsed)} so far` };
    const left = run.estimate - elapsed;
    return { share, overdue, words: left > 0 ? `${roughly(left)} left` : 'done any moment' };
}
