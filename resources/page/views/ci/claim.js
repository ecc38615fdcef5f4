// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who looks into a red run, and the button with which one says so, or takes it back.
import { el, foreign, icon, setAttribute, setHidden, setText } from '../../dom.js';
import { ago, exact, plain } from '../../format.js';
import { remembered } from '../../remembered.js';
import { isRed } from '../../states.js';
import { askWithToken, say, yourName } from '../dialogs.js';

async function look(run, asked = {}) {
    const by = await yourName(asked);
    if (by) await askWithToken(`/ci/runs/${run.id}/claim`, { method: 'POST', body: { by } });
}

const letGo = (run) => askWithToken(`/ci/runs/${run.id}/claim`, { method: 'DELETE' });

export class Claim {
    #run;

    /** brief: others' claims are only shown, not ended, and nobody can take another name. */
    constructor({ brief = false } = {}) {
        this.brief = brief;
        this.who = el('span', { class: 'who', 'data-testid': 'claim' }, icon('claim'), el('span', {}));
        this.button = el('button', { type: 'button', class: 'claim', onclick: () => this.#do(() => (this.#run.claim ? letGo(this.#run) : look(this.#run))) }, icon('claim'), el('span', {}));
        this.other = el('button', { type: 'button', class: 'plain', hidden: true, onclick: () => this.#do(() => look(this.#run, { anew: true })) });
        this.element = el('span', { class: 'claimed' }, this.who, this.button, ...(brief ? [] : [this.other]));
    }

    show(run, now) {
        const { claim } = run;
        if (this.#run !== run) {
            this.#run = run;
            setHidden(this.who, !claim);
            this.who.lastElementChild.replaceChildren(...(claim ? [foreign(claim.by), ' looks into it'] : []));
            const isOurs = claim && claim.by === remembered('name');
            setText(this.button.lastElementChild, claim ? 'Let go' : 'I look into it');
            setAttribute(this.button, 'title', claim ? 'Let go: nobody looks into it any more' : 'I look into it: everybody sees that you do');
            this.button.classList.toggle('let-go', claim !== undefined);
            setHidden(this.button, claim ? this.brief && !isOurs : !isRed(run));
            setText(this.other, `Not ${remembered('name')}?`);
            setHidden(this.other, !remembered('name') || (claim ? !isOurs : !isRed(run)));
            setAttribute(this.button, 'aria-label', `${claim ? 'Let go' : 'I look into it'}: ${plain(run.project)} ${plain(run.ref)}`);
            setHidden(this.element, this.who.hidden && this.button.hidden);
        }
        if (claim) this.who.title = `${plain(claim.by)} looks into it, since ${exact(Date.parse(claim.at))} (${ago(Date.parse(claim.at), now)})`;
    }

    async #do(what) {
        try {
            await what();
        } catch (error) {
            say(`That could not be written: ${error.message}`);
        }
    }
}
