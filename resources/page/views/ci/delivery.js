// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One delivery whole: who sent it and how that was proven, what was made of it, its headers and its body; and once more.
import { addressOf } from '../../address.js';
import { copyText, el, foreign, icon, setHidden, setText } from '../../dom.js';
import { exact, plain, shorten, size } from '../../format.js';
import { Refused, ask } from '../../live/ask.js';
import { curlOf, fileNameOf, outcomeOf, outcomeSentence, proofSentence, readable, verdictOf } from '../../models/delivery_words.js';
import { askWithToken } from '../dialogs.js';
import { setState, stateMark } from '../parts.js';

const shownAtFirst = 200e3; // characters of a body

function button(name, word, press) {
    const element = el('button', { type: 'button', class: 'act', onclick: () => press(element) }, icon(name), el('span', {}, word));
    return element;
}

function briefly(element, word) {
    const label = element.lastElementChild;
    label.dataset.word ??= label.textContent;
    setText(label, word);
    setTimeout(() => setText(label, label.dataset.word), 2000);
}

const link = (word, path) => el('a', { href: addressOf(path) }, word);

/** A file for whoever presses: the page itself keeps nothing. */
function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    el('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10e3);
}

export class Delivery {
    /** replayed(): there is one more now. */
    constructor(replayed) {
        this.replayed = replayed;
        this.title = el('h2', {});
        this.proof = stateMark();
        this.proofWords = el('p', { 'data-testid': 'proof' });
        this.outcome = stateMark();
        this.outcomeWords = el('p', { 'data-testid': 'outcome' });
        this.answer = el('p', { class: 'answer', role: 'status', 'data-testid': 'replay-answer', hidden: true });
        this.facts = el('dl', { class: 'facts' });
        this.headers = el('dl', { class: 'headers', 'data-testid': 'headers' });
        this.kind = el('span', { class: 'note' });
        this.body = el('pre', { tabindex: '0', 'data-testid': 'body', 'aria-label': 'Body' });
        this.all = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.#showBody(Infinity) }, 'Show all of it');
        const acts = el('p', { class: 'acts' }, button('replay', 'Replay', () => this.#replay()), button('copy', 'Copy as curl', (element) => this.#copy(element)), button('save', 'Save as fixture', () => this.#save()));
        this.element = el('div', { class: 'delivery', 'data-testid': 'delivery' }, this.title, acts, this.answer,
            el('div', { class: 'verdict' }, this.outcome, this.outcomeWords), el('div', { class: 'verdict' }, this.proof, this.proofWords), this.facts,
            el('h3', {}, 'Headers'), this.headers, el('h3', {}, 'Body ', this.kind), this.body, this.all);
    }

    show(delivery) {
        if (this.delivery?.id !== delivery.id) setHidden(this.answer, true);
        this.delivery = delivery;
        this.title.replaceChildren(foreign(delivery.provider ?? 'Not known'), ' ', foreign(delivery.event ?? ''));
        setState(this.outcome, outcomeOf(delivery));
        setState(this.proof, verdictOf(delivery));
        setText(this.proofWords, proofSentence(delivery));
        this.#showOutcome(delivery);
        this.#showFacts(delivery);
        this.headers.replaceChildren(...Object.entries(delivery.headers ?? {}).flatMap(([name, values]) => [].concat(values).map((value) => el('div', {}, el('dt', {}, foreign(name)), el('dd', {}, foreign(value))))));
        this.#showBody(shownAtFirst);
    }

    #showOutcome(delivery) {
        const { run, project, replay_of: replayOf } = delivery;
        this.run = run ? el('span', {}, ' ', link(`Run ${run}${project ? ` of ${plain(project)}` : ''}`, ['ci', 'run', run])) : '';
        this.outcomeWords.replaceChildren(outcomeSentence(delivery), this.run, ...(replayOf ? [' ', link(`Delivery ${replayOf}`, ['ci', 'deliveries', replayOf])] : []));
        this.checkRun();
    }

    /** Whether its run may be one of a lane. */
    isOf(lane) {
        return this.delivery?.provider === lane.provider && this.delivery.project === lane.project;
    }

    /** The run that was made may have been removed since. */
    async checkRun() {
        const { run: place, delivery } = this;
        if (!delivery?.run) return;
        try {
            await ask(`/ci/runs/${delivery.run}`);
        } catch (error) {
            if (error instanceof Refused && error.status === 404) setText(place, ' Its run was removed from the wall.');
        }
    }

    #showFacts({ received, from, status, delivery_id: deliveryId, body_bytes: bytes }) {
        const facts = [['Received', exact(Date.parse(received))], ['From', from], ['Answered with', status > 0 ? String(status) : ''], ['Its own id', deliveryId], ['Size', Number.isFinite(bytes) ? size(bytes) : '']];
        this.facts.replaceChildren(...facts.filter(([, text]) => text).map(([word, text]) => el('div', {}, el('dt', {}, word), el('dd', {}, foreign(text)))));
    }

    #showBody(most) {
        const { text, kind } = readable(this.delivery);
        const kept = new TextEncoder().encode(this.delivery.body ?? '').length;
        const cut = kind !== 'base64' && this.delivery.body_bytes > kept ? `, of which ${size(kept)} were kept` : '';
        const kinds = { none: 'there is none', base64: 'not text: as base64', text: 'as it came' };
        setText(this.kind, (kinds[kind] ?? `${kind}, laid out`) + cut);
        setText(this.body, text.length > most ? shorten(text, most) : text);
        setHidden(this.body, kind === 'none');
        setHidden(this.all, text.length <= most);
    }

    async #replay() {
        this.#say('Replaying …');
        try {
            const answer = await askWithToken(`/ci/deliveries/${this.delivery.id}/replay`, { method: 'POST' });
            const events = answer.events?.length ?? 0;
            this.#say(answer.ignored !== undefined ? `Replayed; nothing came of it: ${plain(answer.ignored)}.` : `Replayed: ${events > 0 ? 'the run has changed.' : 'the run is as it was.'}`);
            this.replayed();
        } catch (error) {
            this.#say(`The replay was refused: ${error.message}`);
            this.replayed();
        }
    }

    #say(sentence) {
        setText(this.answer, sentence);
        setHidden(this.answer, false);
    }

    async #copy(element) {
        const copied = await copyText(curlOf(this.delivery, window.location.origin));
        briefly(element, copied ? 'Copied' : 'This browser may not copy');
    }

    #save() {
        download(fileNameOf(this.delivery), `${JSON.stringify(this.delivery, null, 2)}\n`);
    }
}
