// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of one run and of one pipeline. What failed is told by a mark and a word as well as by its colour.
import { lengthStep, roundLengths } from './axes.js';
import { axisLength, clockLength, exact, numberOf, percent, plain, shorten } from './format.js';
import { LiveChart, common, drawable, faded, font, fontSize, hairlines, labelRoom, ticks, token } from './live_chart.js';
import { isGreen, isTrouble, stateOf, stateOfJob } from './states.js';

const longestName = 28;
const marks = { failed: '✕', warning: '!' };

function write(ctx, weight, colour) {
    ctx.font = `${weight} ${fontSize()}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.fillStyle = colour;
}

const wordsOf = ({ job, from, to }) => (from === undefined ? stateOfJob(job).word : `${stateOfJob(job).word} ${clockLength(to - from)}`);

/** Each job's state and duration, right of its bar. */
const jobWords = {
    id: 'jobWords',
    afterDatasetsDraw({ ctx, data, scales, getDatasetMeta }) {
        const { rows } = data.datasets[0];
        ctx.save();
        ctx.textBaseline = 'middle';
        rows.forEach((row, index) => {
            if (!row.job) return;
            const { tone } = stateOfJob(row.job);
            write(ctx, '400', tone === 'success' ? token('muted') : token(tone));
            ctx.fillText(`${marks[tone] ? `${marks[tone]} ` : ''}${wordsOf(row)}`, scales.x.getPixelForValue(row.to ?? 0) + 8, scales.y.getPixelForValue(index) + 1);
        });
        ctx.restore();
    },
};

/** Round places from 0 on, none of them after the end. */
function lengthTicks(end) {
    const step = lengthStep(0, end);
    return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => ({ value: index * step }));
}

/** {records: rows of models/time_line.js, length}: every job as a bar from its start to its end. */
export function timeLineChart(canvas) {
    const describe = ({ records: rows, length }) => {
        const options = {
            ...common({ title: ([item]) => plain(rows[item.dataIndex]?.job?.name), label: (item) => (rows[item.dataIndex]?.job ? [wordsOf(rows[item.dataIndex]), `from ${clockLength(rows[item.dataIndex].from)} on`] : '') }),
            indexAxis: 'y',
            layout: { padding: { right: labelRoom(rows.filter((row) => row.job).map((row) => `✕ ${wordsOf(row)}`)) } },
            scales: {
                x: { position: 'top', grid: hairlines(), min: 0, max: Math.max(1, length), afterBuildTicks: (scale) => (scale.ticks = lengthTicks(scale.max)), ticks: ticks((value) => axisLength(value)) },
                y: { grid: { display: false, drawBorder: false }, ticks: { ...ticks((_, index) => shorten(plain(rows[index]?.stage ?? rows[index]?.job?.name), longestName)), autoSkip: false, crossAlign: 'far', color: ({ index }) => (rows[index]?.job ? token('text') : token('muted')), font: ({ index }) => font(rows[index]?.job ? '400' : '600') } },
            },
        };
        const colours = rows.map(({ job }) => (job ? (stateOfJob(job).tone === 'success' ? faded(token('success'), 0.55) : token(stateOfJob(job).tone)) : 'transparent'));
        const data = { labels: rows.map((_, index) => index), datasets: [{ data: rows.map(({ from, to }) => (from === undefined ? null : [from, to])), rows, backgroundColor: colours, borderRadius: 3, borderSkipped: false, barThickness: 12, minBarLength: 3 }] };
        return { type: 'bar', data, options, plugins: [jobWords] };
    };
    return new LiveChart(canvas, describe, ({ records }) => `Time line of ${records.filter((row) => row.job).length} jobs; the table below has the same in words`);
}

// Both charts of a pipeline have their points at the same places.
const leftRoom = (scale) => (scale.width = 6 * fontSize());
const rightRoom = () => labelRoom(['median 12:34']);

/** Median and 90th percentile as lines, and a mark over what failed. */
const levels = {
    id: 'levels',
    afterDatasetsDraw(chart) {
        const { ctx, chartArea, scales } = chart;
        const [dataset] = chart.data.datasets;
        ctx.save();
        ctx.textAlign = 'center';
        chart.getDatasetMeta(0).data.forEach((bar, index) => {
            const { tone } = stateOf(dataset.points[index]);
            write(ctx, '600', token(tone));
            if (marks[tone]) ctx.fillText(marks[tone], bar.x, Math.min(bar.y, scales.y.bottom - 4) - 5);
        });
        ctx.textAlign = 'left';
        ctx.textBaseline = 'middle';
        ctx.setLineDash([2, 4]);
        for (const [word, value] of dataset.levels) {
            const y = scales.y.getPixelForValue(value);
            write(ctx, '400', token('text'));
            ctx.strokeStyle = token('muted');
            ctx.beginPath();
            ctx.moveTo(chartArea.left, y);
            ctx.lineTo(chartArea.right, y);
            ctx.stroke();
            ctx.fillText(`${word} ${clockLength(value)}`, chartArea.right + 8, y);
        }
        ctx.restore();
    },
};

/** Lines whose words would lie on each other become one. */
function levelsOf({ median, percentile_90: most }, highest) {
    if (!Number.isFinite(median)) return [];
    return most - median < highest / 9 ? [['median', median]] : [['median', median], ['90 % in', most]];
}

/** {records: points of a trend, oldest first, with figures}: how long each run took, and how it ended. open(id) when one is pressed. */
export function trendChart(canvas, open) {
    const describe = ({ records: points, figures }) => {
        const lines = levelsOf(figures, Math.max(...points.map((point) => point.duration ?? 0)));
        const options = {
            ...common({ title: ([item]) => [numberOf(points[item.dataIndex]), plain(points[item.dataIndex]?.ref)].filter(Boolean).join(' · '), label: (item) => (points[item.dataIndex] ? `${stateOf(points[item.dataIndex]).word} in ${clockLength(points[item.dataIndex].duration)}` : ''), footer: ([item]) => exact(Date.parse(points[item.dataIndex]?.finished)) }),
            interaction: { mode: 'index', axis: 'x', intersect: false },
            onClick: (_, [item]) => item && open(points[item.index].run),
            layout: { padding: { top: 20, right: rightRoom() } },
            scales: {
                x: { display: false },
                y: { grid: hairlines(), beginAtZero: true, afterFit: leftRoom, ...roundLengths(), ticks: ticks((value) => axisLength(value)) },
            },
        };
        options.plugins.tooltip.footerColor = token('muted');
        options.plugins.tooltip.footerFont = font('400');
        const colours = points.map((point) => (isGreen(point) && point.state === 'success' ? faded(token('success'), 0.55) : token(stateOf(point).tone)));
        const data = { labels: points.map((point) => point.run), datasets: [{ data: points.map((point) => drawable(point.duration ?? 0)), points, levels: lines, backgroundColor: colours, borderRadius: 3, maxBarThickness: 32, categoryPercentage: 0.9, barPercentage: 0.85, minBarLength: 2 }] };
        return { type: 'bar', data, options, plugins: [levels] };
    };
    return new LiveChart(canvas, describe, ({ records, figures }) => `Column chart of the durations of the last ${records.length} runs, ${records.filter(isTrouble).length} of them failed; median ${clockLength(figures.median)}`);
}

const together = 10;
const fewest = 5; // of fewer the share says nothing

/** The share of green runs among each ten, as a line. */
export function successChart(canvas) {
    const describe = ({ records: points }) => {
        const shares = points.map((_, index) => {
            const some = points.slice(Math.max(0, index + 1 - together), index + 1);
            return some.length < Math.min(fewest, points.length) ? null : some.filter(isGreen).length / some.length;
        });
        const last = percent(shares.at(-1));
        const options = {
            ...common({ title: ([item]) => `up to ${numberOf(points[item.dataIndex]) || exact(Date.parse(points[item.dataIndex]?.finished))}`, label: (item) => `${percent(shares[item.dataIndex])} of ${Math.min(together, item.dataIndex + 1)} passed` }),
            interaction: { mode: 'index', axis: 'x', intersect: false },
            layout: { padding: { top: 8, right: rightRoom() } },
            scales: { x: { display: false, offset: true }, y: { min: 0, max: 1, grid: hairlines(), afterFit: leftRoom, ticks: { ...ticks((value) => percent(value)), stepSize: 0.5 } } },
        };
        const data = { labels: points.map((point) => point.run), datasets: [{ data: shares, last, borderColor: token('running'), borderWidth: 2, backgroundColor: faded(token('running'), 0.12), fill: 'start', pointRadius: shares.map((_, index) => (index === shares.length - 1 ? 4 : 0)), pointBackgroundColor: token('running'), pointHoverRadius: 4, clip: false }] };
        return { type: 'line', data, options, plugins: [lastShare] };
    };
    return new LiveChart(canvas, describe, ({ records }) => `Line of the share of green runs among each ${together}, over ${records.length} runs`);
}

const lastShare = {
    id: 'lastShare',
    afterDatasetsDraw(chart) {
        const last = chart.getDatasetMeta(0).data.at(-1);
        if (!last) return;
        chart.ctx.save();
        write(chart.ctx, '600', token('text'));
        chart.ctx.textBaseline = 'middle';
        chart.ctx.fillText(chart.data.datasets[0].last, last.x + 10, last.y);
        chart.ctx.restore();
    },
};
