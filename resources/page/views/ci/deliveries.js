// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The inspector: what CI servers sent, whether it was believed, and what became of it. Read anew while it is looked at.
import { addressOf, tellAddress } from '../../address.js';
import { el, icon, setAttribute, setHidden, setText } from '../../dom.js';
import { plain } from '../../format.js';
import { Refused, ask } from '../../live/ask.js';
import { outcomeNames } from '../../models/delivery_words.js';
import { askWithToken } from '../dialogs.js';
import { panel } from '../parts.js';
import { Delivery } from './delivery.js';
import { DeliveryRows } from './delivery_rows.js';
import { Known } from './known.js';
import { noPipelines } from './no_pipelines.js';

const readEvery = 10e3;
const page = 100;

export class Deliveries {
    #list = [];
    #next;
    #run = ''; // only those of this run
    #chosen;
    #readAt = 0;
    #soon = 0;
    #reading = null;
    isLocked = false;

    constructor(wall) {
        this.wall = wall;
        this.provider = el('input', { placeholder: 'CI', 'aria-label': 'CI', list: 'known-providers', autocomplete: 'off', spellcheck: 'false', 'data-testid': 'deliveries-provider' });
        this.outcome = el('select', { 'aria-label': 'Outcome', 'data-testid': 'deliveries-outcome' }, el('option', { value: '' }, 'Any outcome'), ...outcomeNames.map((name) => el('option', { value: name }, name)));
        for (const control of [this.provider, this.outcome]) control.addEventListener('change', () => this.#filter());
        this.ofRun = el('button', { type: 'button', class: 'plain', onclick: () => this.#filter((this.#run = '')) });
        this.known = new Known('known-providers');
        this.table = new DeliveryRows();
        this.more = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#read({ before: this.#next, insist: true }) }, 'Load more');
        this.none = el('p', { class: 'quiet', role: 'status' }, 'Reading …');
        this.locked = el('div', { class: 'empty', hidden: true, 'data-testid': 'locked' }, icon('ci'), el('p', { class: 'lead' }, 'What CI servers sent may be confidential: reading it needs the wall’s token.'),
            el('button', { type: 'button', onclick: () => this.#read({ insist: true }) }, 'Enter the token'));
        this.empty = noPipelines();
        this.filters = el('div', { class: 'tools' }, this.provider, this.outcome, this.ofRun, this.known.element);
        this.listPanel = panel('Deliveries', { id: 'deliveries-panel' }, this.filters, el('div', { class: 'scroll', tabindex: '-1' }, this.table.element, this.none, this.locked, this.more, this.empty));
        this.delivery = new Delivery(() => this.#read());
        this.back = el('a', { class: 'back' }, 'Back to the list');
        this.trouble = el('p', { class: 'quiet', role: 'status' });
        this.detailPanel = el('section', { class: 'panel detail', 'aria-label': 'Delivery' }, this.back, this.trouble, el('div', { class: 'scroll', tabindex: '-1' }, this.delivery.element));
        this.element = el('div', { class: 'ci-part ci-deliveries' }, this.listPanel.element, this.detailPanel);
        wall.onRun(() => this.#readSoon());
        wall.onRemoval((lane) => this.#isLookedAt && this.delivery.isOf(lane) && this.delivery.checkRun());
    }

    go([id], query) {
        const before = JSON.stringify(this.#values);
        this.provider.value = query.get('provider') ?? '';
        this.outcome.value = query.get('outcome') ?? '';
        this.#run = query.get('run') ?? '';
        this.#choose(Number(id) || undefined);
        if (before !== JSON.stringify(this.#values)) this.#list = [];
        this.#read({ insist: !this.isLocked });
    }

    get #isLookedAt() {
        return !document.hidden && this.element.offsetParent !== null;
    }

    get #values() {
        return { provider: this.provider.value.trim(), outcome: this.outcome.value, run: this.#run };
    }

    #filter() {
        tellAddress(['ci', 'deliveries', ...(this.#chosen ? [this.#chosen] : [])], this.#values);
        this.#list = [];
        this.#read({ insist: true });
    }

    render(topics) {
        if (topics.has('clock') && Date.now() - this.#readAt > readEvery && !this.isLocked) this.#read();
        const minute = topics.has('clock') && Math.floor(this.wall.now() / 1000) % 5 === 0;
        if (!topics.has('ci') && !minute) return;
        const isFiltered = Object.values(this.#values).some(Boolean);
        const nothing = this.failure === undefined && this.isRead && this.#list.length === 0;
        this.known.fill([...this.#list, ...this.wall.pipelines.list].map((each) => each.provider));
        this.table.show(this.#list, { now: this.wall.now(), values: this.#values, chosen: this.#chosen });
        setHidden(this.table.element, this.#list.length === 0);
        setHidden(this.empty, !nothing || isFiltered);
        setText(this.none, this.failure ?? (this.isRead ? (isFiltered ? 'No delivery fits these filters.' : '') : 'Reading …'));
        setHidden(this.none, this.none.textContent === '' || (this.#list.length > 0 && !this.failure));
        setHidden(this.locked, !this.isLocked);
        setHidden(this.filters, this.isLocked || (nothing && !isFiltered));
        setHidden(this.more, this.#next === undefined || this.#list.length === 0);
        setHidden(this.ofRun, this.#run === '');
        setText(this.ofRun, `Only of run ${plain(this.#run)} ×`);
        setHidden(this.detailPanel, this.#chosen === undefined);
        this.element.classList.toggle('both', this.#chosen !== undefined);
        setAttribute(this.back, 'href', addressOf(['ci', 'deliveries'], this.#values));
    }

    /** Events come in bursts. */
    #readSoon() {
        if (this.isLocked || !this.element.offsetParent) return;
        this.#soon ||= setTimeout(() => {
            this.#soon = 0;
            if (this.#isLookedAt) this.#read();
        }, 1000);
    }

    /** Reads the newest page, or the one that begins after a delivery. insist: whoever looks wants it, and is asked for the
     *  token where the wall wants it. */
    async #read({ before, insist = false } = {}) {
        const values = this.#values;
        const reading = (this.#reading = {});
        this.#readAt = Date.now();
        const asked = Object.entries({ ...values, limit: page, before }).filter(([, value]) => value !== undefined && value !== '');
        try {
            const answer = await (insist ? askWithToken : ask)(`/ci/deliveries?${new URLSearchParams(asked)}`);
            if (reading !== this.#reading) return;
            this.#take(answer, before);
            this.isLocked = false;
            this.failure = undefined;
            this.isRead = true;
            if (this.#chosen && this.delivery.delivery?.id !== this.#chosen) this.#readChosen();
        } catch (error) {
            if (reading !== this.#reading) return;
            this.isLocked = error instanceof Refused && error.status === 401;
            if (this.isLocked) this.#list = [];
            this.failure = this.isLocked ? '' : `The deliveries could not be read: ${error.message}.`;
        }
        this.render(new Set(['ci']));
    }

    /** The newest page goes on top of what was read before it, if nothing is missing between them. */
    #take({ deliveries, next }, before) {
        const known = before === undefined && deliveries.length > 0 ? this.#list.filter((each) => each.id < deliveries.at(-1).id) : [];
        const joins = before !== undefined || this.#list.some((each) => each.id >= (deliveries.at(-1)?.id ?? Infinity));
        if (before !== undefined) this.#list = [...this.#list.filter((each) => each.id >= before), ...deliveries];
        else this.#list = joins ? [...deliveries, ...known] : deliveries;
        if (before !== undefined || !joins || known.length === 0) this.#next = next;
    }

    #choose(id) {
        this.#chosen = id;
        const isShown = id !== undefined && this.delivery.delivery?.id === id;
        setHidden(this.delivery.element, !isShown);
        setText(this.trouble, isShown || id === undefined ? '' : 'Reading …');
        setHidden(this.trouble, this.trouble.textContent === '');
        if (isShown) this.delivery.checkRun(); // it may have gone while nobody looked
        else if (id !== undefined && this.isRead) this.#readChosen();
    }

    async #readChosen() {
        const id = this.#chosen;
        try {
            const delivery = await askWithToken(`/ci/deliveries/${id}`);
            if (id !== this.#chosen) return;
            this.delivery.show(delivery);
            setText(this.trouble, '');
        } catch (error) {
            if (id !== this.#chosen) return;
            setText(this.trouble, error instanceof Refused && error.status === 404 ? 'This delivery is no longer kept.' : `It could not be read: ${error.message}.`);
        }
        setHidden(this.delivery.element, this.trouble.textContent !== '');
        setHidden(this.trouble, this.trouble.textContent === '');
    }
}
