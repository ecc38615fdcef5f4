// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The jobs of a run as bars: by stage, in the order in which they began.

const moment = (text) => Date.parse(text ?? '');
const firstOf = (jobs) => Math.min(...jobs.map((job) => moment(job.started) || Infinity));

/** Jobs by stage, both in the order in which they began; what has not begun comes last, as the service has it. */
export function stagesOf(jobs) {
    const stages = new Map();
    for (const job of jobs) stages.set(job.stage ?? '', [...(stages.get(job.stage ?? '') ?? []), job]);
    const byStart = (a, b) => (a === b ? 0 : a - b); // Infinity - Infinity is no number
    return [...stages].map(([name, its]) => ({ name, jobs: its.sort((a, b) => byStart(firstOf([a]), firstOf([b]))) }))
        .sort((a, b) => byStart(firstOf(a.jobs), firstOf(b.jobs)));
}

/** {rows: [{job?, stage?, from, to}], length}: from and to in seconds after the first job began, undefined for what has not
 *  begun; a row without a job names a stage. */
export function timeLineOf(run, now) {
    const jobs = Array.isArray(run.jobs) ? run.jobs : [];
    const begin = firstOf(jobs);
    const ending = (job) => moment(job.finished) || (['running', 'failing'].includes(job.state) ? now : moment(job.started) + (job.duration ?? 0) * 1000);
    const rows = [];
    for (const stage of stagesOf(jobs)) {
        if (stage.name !== '') rows.push({ stage: stage.name });
        for (const job of stage.jobs) {
            const from = moment(job.started);
            const isKnown = Number.isFinite(from);
            rows.push({ job, from: isKnown ? (from - begin) / 1000 : undefined, to: isKnown ? (Math.max(from, ending(job)) - begin) / 1000 : undefined });
        }
    }
    return { rows, length: Math.max(0, ...rows.map((row) => row.to ?? 0)) };
}
