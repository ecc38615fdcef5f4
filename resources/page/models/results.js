// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first results in each of their orders, and how many there are.
import { getJson } from '../live/get_json.js';
import { LaterThanSummary } from './later.js';
import { OrderedResults, bound } from './ordered_results.js';

/** A record with `at`, its time of creation in milliseconds. */
const dated = (record) => ({ ...record, at: Date.parse(record.created) });

const isSameDay = (time, now) => new Date(time).toDateString() === new Date(now).toDateString();

export class Results {
    newest = new OrderedResults('newest');
    fastest = new OrderedResults('fastest');
    #byName = new OrderedResults('name');
    #isNameWanted = false;
    #counted = {}; // what the latest summary says of them
    #later = new LaterThanSummary();

    /** Those in one of the orders newest, fastest, name. */
    by(order) {
        return order === 'fastest' ? this.fastest.list : order === 'name' ? this.#byName.list : this.newest.list;
    }

    /** Whether they have to be read because nobody has asked for this order before. */
    want(order) {
        if (order !== 'name' || this.#isNameWanted) return false;
        this.#isNameWanted = true;
        return true;
    }

    /** Reads the lists that replace() takes. */
    async read() {
        const answers = await Promise.all(this.#lists.map(({ order }) => getJson(`/results?limit=${bound}&order=${order}`)));
        return answers.map(({ body }) => body.results.map(dated));
    }

    /** In place of what is known. */
    replace(lists) {
        lists.forEach((records, index) => this.#lists[index].replace(records));
    }

    /** Takes the summary of the wall, which has counted everything up to this id. */
    count(counted, lastId) {
        this.#counted = counted;
        this.#later.cut(lastId);
    }

    get today() {
        return Math.max(0, (this.#counted.today ?? 0) + this.#later.today);
    }

    get total() {
        return Math.max(0, (this.#counted.total ?? 0) + this.#later.total);
    }

    get yesterdayByNow() {
        return this.#counted.yesterday_by_now;
    }

    /** Takes an event with its data. `arrived`: when it did, in the time that animations count in. Whether they have to be read anew. */
    apply({ id, type, data }, { arrived, now }) {
        if (type === 'deleted') {
            this.#later.add(id, -1, isSameDay(data.created, now) ? -1 : 0);
            return this.#remove(data.id);
        }
        if (type === 'created') this.#later.add(id, 1, 1);
        this.#upsert({ ...dated(data), arrived });
        return false;
    }

    get #lists() {
        return this.#isNameWanted ? [this.newest, this.fastest, this.#byName] : [this.newest, this.fastest];
    }

    /** Whether a full list has lost a place that an older record should take. */
    #remove(id) {
        const short = this.#lists.filter((list) => list.list.length === bound && list.remove(id));
        this.#lists.forEach((list) => list.remove(id));
        return short.length > 0;
    }

    /** An old record that was corrected does not become one of the newest. */
    #upsert(record) {
        const oldest = this.newest.list.at(-1);
        const fits = this.newest.list.length < bound || !oldest || record.id > oldest.id;
        for (const list of this.#lists) if (list !== this.newest || fits) list.upsert(record);
    }
}
