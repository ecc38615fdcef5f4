// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Taking a lane off the wall, as that of a branch which was deleted while it was red; asked before, since its runs go with it.
import { el, icon, setAttribute } from '../../dom.js';
import { many, plain } from '../../format.js';
import { askWithToken, isSure, say } from '../dialogs.js';

const isolated = (text) => `\u2068${plain(text)}\u2069`;

/** "main of shop/api, pipeline nightly". */
const laneWords = ({ project, pipeline, ref }) => [[ref, project].filter(Boolean).map(isolated).join(' of '), pipeline && `pipeline ${isolated(pipeline)}`].filter(Boolean).join(', ');

/** The button that asks and removes; runOf() → a run of the lane, when it is pressed. */
export const removeButton = (runOf) => el('button', { type: 'button', class: 'remove act', 'data-testid': 'remove', onclick: () => remove(runOf()) },
    icon('trash'), el('span', {}, 'Remove from the wall…'));

/** The same as an icon at a tile, one of many: the keyboard passes it by and has the Delete key there instead. Fill it with setRemoval. */
export function removalOf(tile, runOf) {
    const button = el('button', { type: 'button', class: 'remove', 'data-testid': 'remove', tabindex: '-1', title: 'Remove from the wall… (Delete)', onclick: () => remove(runOf()) }, icon('trash'));
    tile.addEventListener('keydown', (event) => {
        if (event.key === 'Delete' && !document.body.classList.contains('tv')) remove(runOf());
    });
    return button;
}

export const setRemoval = (button, run) => setAttribute(button, 'aria-label', `Remove ${laneWords(run)} from the wall…`);

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
