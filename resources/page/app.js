// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Puts the page together: one wall, one feed, and the view that the address asks for.
import { placeOf, tellAddress } from './address.js';
import { setText } from './dom.js';
import { Ci } from './views/ci.js';
import { Collections } from './views/collections.js';
import { Messages } from './views/messages.js';
import { Overview } from './views/overview.js';
import { Prices } from './views/prices.js';
import { Results } from './views/results.js';
import { Shell } from './views/shell.js';
import { Tv } from './views/tv.js';
import { Wall } from './wall.js';

const everything = new Set(['results', 'ci', 'messages', 'activity', 'summary', 'connection', 'clock']);
const views = { overview: Overview, results: Results, ci: Ci, messages: Messages, collections: Collections, prices: Prices };

const wall = new Wall();
const shell = new Shell(wall);
const content = document.getElementById('content');
const made = new Map();
let shown;

/** Views are made when they are first wanted, and kept. `rest` and `query` are for views that have several places. */
function show(name, rest = [], query = new URLSearchParams()) {
    if (!made.has(name)) {
        const view = new (name === 'tv' ? Tv : views[name])(wall);
        made.set(name, view);
        content.append(view.element);
    }
    shown = made.get(name);
    for (const view of made.values()) view.element.hidden = view !== shown;
    shown.go?.(rest, query);
    shown.render(everything);
}

function route() {
    const { path: [asked, ...rest], query } = placeOf(window.location.hash);
    const name = Object.hasOwn(views, asked) ? asked : 'overview';
    if (asked && name !== asked) tellAddress([name]); // the address says what is shown
    show(name, rest, query);
    document.body.dataset.page = name;
    setText(document.getElementById('page-title'), shown.title);
    for (const link of document.querySelectorAll('.pages a')) {
        if (link.hash === `#/${name}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    }
}

if (new URLSearchParams(window.location.search).has('tv')) {
    document.body.classList.add('tv');
    show('tv');
} else {
    document.querySelector('.skip').addEventListener('click', (event) => {
        event.preventDefault(); // the hash is the route
        content.focus();
    });
    window.addEventListener('hashchange', route);
    route();
}

wall.onChange((topics) => {
    shell.render(topics);
    shown.render(topics);
});
wall.onUnseen(() => shell.renderTitle());
wall.start();
