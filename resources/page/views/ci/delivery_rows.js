// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What CI servers sent, as rows of a table.
import { addressOf } from '../../address.js';
import { KeyedList, el, flash, setAttribute, setForeign, setText } from '../../dom.js';
import { ago, exact, plain } from '../../format.js';
import { outcomeOf, verdictOf } from '../../models/delivery_words.js';
import { cell, setState, stateMark, table } from '../parts.js';
import { setProject } from './project_name.js';

const columns = [['outcome', 'Outcome'], ['provider', 'CI'], ['event', 'Event'], ['verdict', 'Proof'], ['project', 'Project'], ['reading', 'What it says'], ['from', 'From'], ['when', 'When']];

export class DeliveryRows {
    #before = Infinity; // ids that were there at the first time do not flash

    constructor() {
        const { element, body } = table('deliveries-table', 'Deliveries, newest first', columns);
        this.element = element;
        this.rows = new KeyedList(body, { key: (delivery) => delivery.id, make: (delivery) => this.#make(delivery), fill: (row, delivery) => this.#fill(row, delivery) });
    }

    /** values: the filters, which the links keep; chosen: the id that is shown beside. */
    show(deliveries, { now, values, chosen }) {
        Object.assign(this, { now, values, chosen });
        this.rows.show(deliveries);
        this.#before = deliveries[0]?.id ?? this.#before;
    }

    #make(delivery) {
        const row = el('tr', { role: 'row', 'data-id': delivery.id }, ...columns.map(([name]) => cell(name)));
        row.children[0].append(stateMark());
        row.children[2].append(el('a', {}), el('span', { class: 'again' }));
        row.children[3].append(stateMark());
        row.querySelector('.project').append(el('span'));
        row.querySelector('.when').append(el('time'));
        if (delivery.id > this.#before) flash(row);
        return row;
    }

    #fill(row, delivery) {
        const [outcome, provider, event, verdict, project, reading, from, when] = row.children;
        const time = Date.parse(delivery.received);
        setText(when.firstElementChild, ago(time, this.now));
        setAttribute(event.firstElementChild, 'href', addressOf(['ci', 'deliveries', delivery.id], this.values));
        setAttribute(row, 'aria-selected', delivery.id === this.chosen ? 'true' : undefined);
        if (row.delivery === delivery) return;
        row.delivery = delivery;
        setState(outcome.firstElementChild, outcomeOf(delivery));
        setState(verdict.firstElementChild, verdictOf(delivery));
        setAttribute(row, 'data-outcome', delivery.outcome);
        setAttribute(when, 'title', exact(time));
        setForeign(provider, delivery.provider ?? 'not known');
        setForeign(event.firstElementChild, delivery.event || `delivery ${delivery.id}`);
        setText(event.lastElementChild, delivery.replay_of ? 'replay' : '');
        setProject(project.firstElementChild, delivery.project ?? '');
        for (const [place, text] of [[reading, delivery.detail], [from, delivery.from]]) setForeign(place, text);
        for (const [place, text] of [[project, delivery.project], [provider, delivery.provider], [event, delivery.event], [reading, delivery.detail], [verdict, delivery.scheme]]) setAttribute(place, 'title', plain(text));
    }
}
