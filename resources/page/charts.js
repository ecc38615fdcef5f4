// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of results, and of how long the last pipelines took: the newest at the right.
import { roundLengths } from './axes.js';
import { axisLength, clockLength, plain, seconds, shorten } from './format.js';
import { lineOverTime } from './line_chart.js';
import { LiveChart, common, drawable, faded, fontSize, hairlines, isBig, labelRoom, ticks, token } from './live_chart.js';
import { isTrouble, stateOf } from './states.js';

/** Each bar's value at its end. */
const barLabels = {
    id: 'barLabels',
    afterDatasetsDraw(chart) {
        const { ctx } = chart;
        ctx.save();
        ctx.font = `600 ${fontSize()}px ${getComputedStyle(document.body).fontFamily}`;
        ctx.textBaseline = 'middle';
        ctx.fillStyle = token('text');
        chart.getDatasetMeta(0).data.forEach((bar, index) => ctx.fillText(`${seconds(chart.data.datasets[0].times[index])} s`, bar.x + 8, bar.y + 1));
        ctx.restore();
    },
};

/** {records: oldest first with `at`, from, to}: times as a line, from left to now. */
export function timesChart(canvas) {
    const describe = ({ records, from, to }) => lineOverTime({
        points: records.map((record) => ({ x: record.at, y: drawable(record.time), time: record.time, name: record.name })), from, to,
        words: ({ time }) => `${seconds(time)} s`, title: ({ name }) => plain(name), axis: { ...roundLengths(), ticks: ticks((value) => axisLength(value)) },
    });
    return new LiveChart(canvas, describe, ({ records }) => {
        const last = records.at(-1);
        return last ? `Line chart of ${records.length} result times, the newest ${seconds(last.time)} seconds by ${plain(last.name)}` : 'No result times in this span';
    });
}

/** Records, fastest first, as bars with names at the left. */
export function fastestChart(canvas) {
    const describe = (all) => {
        const records = all.slice(0, Math.max(3, Math.floor(canvas.parentElement.clientHeight / (fontSize() * 2))));
        const accent = token('running');
        const options = {
            ...common({ title: ([item]) => plain(records[item.dataIndex]?.name), label: (item) => `${seconds(records[item.dataIndex]?.time)} s` }),
            indexAxis: 'y',
            layout: { padding: { right: labelRoom(records.map((record) => `${seconds(record.time)} s`)) } },
            scales: {
                x: { display: false, beginAtZero: true },
                y: { grid: { display: false, drawBorder: false }, ticks: { ...ticks((_, index) => shorten(plain(records[index]?.name), 16)), autoSkip: true, color: token('text'), crossAlign: 'far' } },
            },
        };
        const colours = records.map((_, index) => (index === 0 ? accent : faded(accent, 0.45)));
        const data = { labels: records.map((record) => record.id), datasets: [{ data: records.map((record) => drawable(record.time)), times: records.map((record) => record.time), backgroundColor: colours, borderRadius: 4, maxBarThickness: isBig() ? 56 : 20, categoryPercentage: 0.9, barPercentage: 0.8 }] };
        return { type: 'bar', data, options, plugins: [barLabels] };
    };
    return new LiveChart(canvas, describe, (records) => `Bar chart of the fastest results: ${records.map((record) => `${plain(record.name)} ${seconds(record.time)} seconds`).join(', ')}`);
}

/** Finished runs, oldest first, as columns: what failed stands out. */
export function durationsChart(canvas) {
    const describe = (runs) => {
        const options = {
            ...common({ title: ([item]) => `${plain(runs[item.dataIndex]?.project)} · ${plain(runs[item.dataIndex]?.ref)}`, label: (item) => `${runs[item.dataIndex] ? stateOf(runs[item.dataIndex]).word : ''} in ${clockLength(runs[item.dataIndex]?.duration)}` }),
            interaction: { mode: 'index', axis: 'x', intersect: false },
            layout: { padding: { top: 8 } },
            scales: {
                x: { display: false },
                y: { grid: hairlines(), beginAtZero: true, ...roundLengths(), ticks: ticks((value) => axisLength(value)) },
            },
        };
        const colours = runs.map((run) => (isTrouble(run) || run.state === 'warning' ? token(stateOf(run).tone) : faded(token(stateOf(run).tone), 0.55)));
        const data = { labels: runs.map((run) => run.id), datasets: [{ data: runs.map((run) => drawable(run.duration)), backgroundColor: colours, borderRadius: 4, maxBarThickness: isBig() ? 56 : 32, categoryPercentage: 0.9, barPercentage: 0.8, minBarLength: 2 }] };
        return { type: 'bar', data, options, plugins: [] };
    };
    return new LiveChart(canvas, describe, (runs) => `Column chart of the durations of the last ${runs.length} pipelines, ${runs.filter((run) => stateOf(run).tone === 'failed').length} of them failed`);
}

const spans = [['last hour', 3600e3], ['last 24 hours', 24 * 3600e3], ['last 7 days', 7 * 24 * 3600e3]];

/** The shortest usual span with something to see in it: {name, records, from, to} for the chart of times. */
export function timesOf(newestFirst, now, most = 240) {
    const all = newestFirst.filter((record) => Number.isFinite(record.at));
    for (const [name, length] of spans) {
        const inside = all.filter((record) => record.at > now - length);
        if (inside.length < 2) continue;
        const records = inside.slice(0, most).reverse();
        const cut = records.length < inside.length;
        return { name: cut ? 'newest' : name, records, from: cut ? Math.min(records[0].at, now - 60e3) : Math.max(now - length, records[0].at - length / 30), to: Math.max(now, records.at(-1).at) };
    }
    const records = all.slice(0, most).reverse();
    const from = records[0]?.at ?? now - 3600e3;
    return { name: 'all', records, from: records.length > 1 ? from : from - 60e3, to: Math.max(now, records.at(-1)?.at ?? now) };
}
