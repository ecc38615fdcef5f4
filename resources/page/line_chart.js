// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line over the time, newest at the right, with its value beside it.
import { clockTicks } from './axes.js';
import { clock, day, exact, minute } from './format.js';
import { common, faded, font, fontSize, hairlines, isBig, labelRoom, ticks, token } from './live_chart.js';

/** The value of the newest point, written at its right. */
const newestLabel = (words) => ({
    id: 'newestLabel',
    afterDatasetsDraw(chart) {
        const last = chart.getDatasetMeta(0).data.at(-1);
        if (!last) return;
        const { ctx } = chart;
        ctx.save();
        ctx.font = `600 ${fontSize()}px ${getComputedStyle(document.body).fontFamily}`;
        ctx.textBaseline = 'middle';
        ctx.fillStyle = token('text');
        ctx.fillText(words(chart.data.datasets[0].data.at(-1)), last.x + 10, last.y);
        ctx.restore();
    },
});

/** How moments are written on an axis from one to the other. */
function clockWords(from, to) {
    if (to - from > 36 * 3600e3) return day;
    return to - from < 180e3 ? clock : minute;
}

const phone = window.matchMedia('(max-width: 640px)'); // there the points of a line would hide it

const mostTicks = ({ chart }) => Math.min(6, Math.max(2, Math.floor(chart.width / (fontSize() * 9))));

/** The configuration of Chart.js for points {x, y}, oldest first, x in milliseconds. words(point): its value; title(point): whose
 *  it is; axis: what the y axis has of its own. */
export function lineOverTime({ points, from, to, words, title, axis }) {
    const accent = token('running');
    const options = {
        ...common({ title: ([item]) => title(item.raw), label: (item) => words(item.raw), footer: ([item]) => exact(item.raw.x) }),
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        layout: { padding: { top: 8, right: labelRoom([words(points.at(-1))]) } },
        scales: {
            x: {
                type: 'linear', min: from, max: to, grid: { display: false, drawBorder: false }, ticks: ticks(clockWords(from, to)),
                afterBuildTicks: (scale) => (scale.ticks = clockTicks(from, to, mostTicks(scale))),
            },
            y: { grid: hairlines(), beginAtZero: false, ...axis },
        },
    };
    options.plugins.tooltip.footerColor = token('muted');
    options.plugins.tooltip.footerFont = font('400');
    const few = points.length <= 60 && !phone.matches;
    const data = {
        datasets: [{
            data: points, parsing: false, borderColor: accent, borderWidth: isBig() ? 3 : 2, backgroundColor: faded(accent, 0.12), fill: 'start',
            borderJoinStyle: 'round', clip: false, pointRadius: points.map((_, index) => (index === points.length - 1 ? 4 : few ? 2 : 0)),
            pointBackgroundColor: accent, pointBorderWidth: 0, pointHoverRadius: 5, pointHoverBackgroundColor: token('text'),
        }],
    };
    return { type: 'line', data, options, plugins: [newestLabel(words)] };
}
