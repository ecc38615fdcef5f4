// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What surrounds every view: connection, demo mark, title of the window, badge and status bar.
import { copyText, setHidden, setIcon, setText } from '../dom.js';
import { ago, count, many, plain, rate } from '../format.js';

const connections = {
    live: { word: 'Live', icon: 'success' },
    connecting: { word: 'Connecting', icon: 'waiting' },
    away: { word: 'Away, reconnecting', icon: 'failed' },
};
const longAway = 10e3;

const byId = (id) => document.getElementById(id);

export class Shell {
    constructor(wall) {
        this.wall = wall;
        byId('away-retry').addEventListener('click', () => wall.feed.retry());
        this.address = byId('address');
        setText(this.address, window.location.host);
        this.address.addEventListener('click', async () => {
            setText(this.address, (await copyText(window.location.origin)) ? 'Address copied' : window.location.origin);
            setTimeout(() => setText(this.address, window.location.host), 2000);
        });
    }

    render(topics) {
        if (topics.has('connection') || topics.has('clock')) this.#renderConnection();
        if (topics.has('summary') || topics.has('clock')) this.#renderStatus();
        if (topics.has('summary')) this.#renderStore();
        if (topics.has('ci') || topics.has('connection') || topics.has('summary')) this.#renderTrouble();
    }

    #renderConnection() {
        const { connection, awaySince } = this.wall;
        const place = byId('connection');
        if (place.dataset.state !== connection) {
            place.dataset.state = connection;
            setIcon(place.querySelector('.icon'), connections[connection].icon);
            setText(place.querySelector('.word'), connections[connection].word);
        }
        const away = connection === 'away' && Date.now() - awaySince > longAway;
        setHidden(byId('away'), !away);
        if (away) setText(byId('away-text'), `No answer from ${window.location.host}, lost ${ago(awaySince, Date.now())}. What you see is from then. Check that Tallywall runs and that this device is on its network; the page comes back by itself.`);
    }

    #renderStore() {
        const { storeFailure } = this.wall;
        setHidden(byId('store'), !storeFailure);
        // An alert is read out when its text changes: not each time that it is asked for.
        setText(byId('store-text'), storeFailure && `Nothing new can be stored: ${plain(storeFailure).replace(/\.$/, '')}. Whoever posts now is refused; what you see was stored before.`);
    }

    #renderStatus() {
        const { summary, activity, results, loaded, storeFailure } = this.wall;
        document.body.classList.toggle('loading', !loaded); // nothing is said of what is not known yet
        setHidden(byId('demo'), !summary.demo);
        const { sse = 0, ws = 0, listen = 0, pusher = 0 } = summary.subscribers ?? {};
        setText(byId('watching'), many(sse + ws + listen + pusher, 'subscriber', 'subscribers'));
        setText(byId('rate'), `${rate(activity.rate(this.wall.now()))} events/s`);
        setText(byId('stored'), storeFailure ? `✕ Store: ${plain(storeFailure)}` : loaded ? many(results.total, 'result', 'results') : '');
        byId('stored').classList.toggle('failing', storeFailure !== '');
        setText(byId('version'), summary.version ? `Tallywall ${summary.version}` : '');
    }

    #renderTrouble() {
        const { failed } = this.wall;
        const badge = byId('ci-badge');
        setHidden(badge, failed === 0);
        setText(badge, count(failed));
        badge.setAttribute('aria-label', `${failed} failed`);
        this.renderTitle();
    }

    /** The one thing of this page that is seen while it is in the background. */
    renderTitle() {
        const { failed } = this.wall;
        const parts = [this.wall.connection === 'away' ? 'Away' : '', this.wall.storeFailure ? 'Not storing' : '', failed > 0 ? `${count(failed)} failed` : '', 'Tallywall'];
        const title = parts.filter(Boolean).join(' · ');
        if (document.title !== title) document.title = title;
    }
}
