// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table that reloads itself. Copy this, and change the first three lines and row().
const wall = ''; // where the wall is; empty: where this page comes from
const table = `${wall}/results?limit=20`; // what the table shows
const collections = ['results']; // the table is old as soon as anything happens in one of these

const mergedWithin = 200; // milliseconds: notifications that come close together reload the table once

/** A row of the table: its cells as texts. */
const row = ({ name, time, created }) => [name, time.toFixed(2), clock(new Date(created))];
const clock = (date) => date.toLocaleTimeString('en-GB'); // 24 hours

let timer = 0;
let reading = false;

/** The table is old. */
function reloadSoon() {
    timer ||= setTimeout(reload, mergedWithin);
}

async function reload() {
    if (reading) { // one at a time, so that an older answer never overtakes a newer one
        timer = setTimeout(reload, mergedWithin);
        return;
    }
    timer = 0; // whatever is told from here on asks for another reload
    reading = true;
    try {
        const answer = await fetch(table);
        if (!answer.ok) throw new Error(`the wall answered ${answer.status}`);
        show((await answer.json()).results);
        tell(`As of ${clock(new Date())}`);
    } catch (error) {
        tell(`Not read, trying again: ${error.message}`, 'alert');
        setTimeout(reloadSoon, 5000);
    }
    reading = false;
}

function show(records) {
    const rows = document.getElementById('rows');
    rows.replaceChildren(...records.map((record) => {
        const line = document.createElement('tr');
        for (const text of row(record)) line.insertCell().textContent = text; // as text: never as HTML
        return line;
    }));
    if (records.length === 0) rows.insertRow().insertCell().textContent = 'Empty';
}

/** Whoever hears the page is told of trouble, and not that all is well again and again. */
function tell(sentence, role = 'none') {
    const state = document.getElementById('state');
    state.setAttribute('role', role);
    state.textContent = sentence;
}

// The browser connects again by itself, and tells the wall where it was. What the wall no longer knows it says by an event
// like any other (collection "feed", type "gap"), so that nothing special has to be done about it.
const events = new EventSource(`${wall}/events?collection=${collections}`);
events.onopen = reloadSoon; // the first time, and after every loss
events.onmessage = reloadSoon;
events.onerror = () => tell(events.readyState === EventSource.CLOSED ? 'The wall refused: load this page again' : 'Connection lost, trying again …', 'alert');

document.getElementById('origin').textContent = wall || location.origin;
