// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table that reloads itself. For a page of your own copy this and example.html, in whose head the style sheets and this script are
// named, and change what stands from here to the next empty line. Nothing below it knows what the table shows.
const wall = ''; // where the wall is; empty: where this page comes from
const table = `${wall}/results?limit=20`; // what is read of it
const collections = ['results']; // the table is old as soon as anything happens in one of these
const columns = ['Name', 'Time (s)', 'When'];
const rows = ({ results }) => results; // those of the answer: of /notify/orders they are its `events`
const row = ({ name, time, created }) => [name, time.toFixed(2), clock(new Date(created))]; // the cells of one, as texts
const attempt = '/results -d name=Ada -d time=12.34'; // for curl: how a row comes to be

const mergedWithin = 200; // milliseconds: notifications that come close together reload the table once
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
        show(rows(await answer.json()));
        tell(`As of ${clock(new Date())}`);
    } catch (error) {
        tell(`Not read, trying again: ${error.message}`, 'alert');
        setTimeout(reloadSoon, 5000);
    }
    reading = false;
}

function show(records) {
    const lines = records.length > 0 ? records.map(row) : [['Empty']];
    document.getElementById('rows').replaceChildren(...lines.map((texts) => line('td', texts)));
}

function line(kind, texts) {
    const made = document.createElement('tr');
    made.append(...texts.map((text) => Object.assign(document.createElement(kind), { textContent: text }))); // as text: never as HTML
    return made;
}

/** Whoever hears the page is told of trouble, and not that all is well again and again. */
const tell = (sentence, role = 'none') => Object.assign(document.getElementById('state'), { role, textContent: sentence });

// The browser connects again by itself, and tells the wall where it was. What the wall no longer knows it says by an event
// like any other (collection "feed", type "gap"), so that nothing special has to be done about it.
const events = new EventSource(`${wall}/events?collection=${collections}`);
events.onopen = reloadSoon; // the first time, and after every loss
events.onmessage = reloadSoon;
events.onerror = () => tell(events.readyState === EventSource.CLOSED ? 'The wall refused: load this page again' : 'Connection lost, trying again …', 'alert');

document.getElementById('head').append(line('th', columns));
const { origin, hostname } = new URL(wall || location.href);
const token = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? '' : '-H "Authorization: Bearer TOKEN" '; // from elsewhere it wants its token
document.getElementById('try').textContent = `curl ${token}${origin}${attempt}`;
