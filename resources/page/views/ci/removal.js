// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Taking a lane off the wall, as that of a branch which was deleted while it was red; asked before, since its runs go with it.
import { el, icon } from '../../dom.js';
import { many, plain } from '../../format.js';
import { askWithToken, isSure, say } from '../dialogs.js';

const isolated = (text) => `\u2068${plain(text)}\u2069`;

/** "main of shop/api, pipeline nightly". */
const laneWords = ({ project, pipeline, ref }) => [[ref, project].filter(Boolean).map(isolated).join(' of '), pipeline && `pipeline ${isolated(pipeline)}`].filter(Boolean).join(', ');

/** The button that asks and removes; runOf() → a run of the lane, when it is pressed. brief: an icon alone. */
export function removeButton(runOf, { brief = false } = {}) {
    const attributes = brief ? { class: 'remove', title: 'Remove from the wall…' } : { class: 'remove act' };
    return el('button', { type: 'button', 'data-testid': 'remove', ...attributes, onclick: () => remove(runOf()) },
        icon('trash'), el('span', { class: brief ? 'offscreen' : undefined }, 'Remove from the wall…'));
}

async function remove({ provider, project, pipeline = '', ref = '' }) {
    const words = laneWords({ project, pipeline, ref });
    if (!(await isSure({ title: 'Remove from the wall?', why: [`All runs of ${words} are removed. New deliveries bring it back.`], button: 'Remove' }))) return;
    try {
        const { deleted } = await askWithToken(`/ci?${new URLSearchParams({ provider, project, pipeline, ref })}`, { method: 'DELETE' });
        say(`${many(deleted, 'run', 'runs')} of ${words} ${deleted === 1 ? 'was' : 'were'} removed.`);
    } catch (error) {
        say(`That could not be removed: ${error.message}`);
    }
}
