// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A project's name, of which the last part is the one to read from afar.
import { el } from '../../dom.js';
import { plain } from '../../format.js';

const long = 17; // characters
const tail = 7;
const cuttable = 4; // of fewer before the end, none is won by a cut

/** "shop/platform/pay" → ["shop/platform", "/pay", ""]; where a name may be cut, its end comes apart, that it is seen;
 *  a name with blanks is no path. */
export function splitName(project) {
    const slash = /\s/.test(project) ? -1 : project.lastIndexOf('/', project.length - 2);
    const [group, own] = slash > 0 ? [project.slice(0, slash), project.slice(slash)] : ['', project];
    const characters = [...own];
    return characters.length >= tail + cuttable ? [group, characters.slice(0, -tail).join(''), characters.slice(-tail).join('')] : [group, own, ''];
}

/** Writes it as its group and its own name; where there is no room for all of it, its middle is "…" (css/ci_parts.css). */
export function setProject(place, project) {
    if (place.dataset.project === project) return;
    place.dataset.project = project;
    place.classList.add('project-name');
    const [group, own, end] = splitName(plain(project));
    place.classList.toggle('long', [...own, ...end].length > long);
    place.replaceChildren(el('bdi', { class: group.length > 3 ? 'group cuttable' : 'group' }, group), el('span', { class: 'own' }, ...[own, end].filter(Boolean).map((part) => el('bdi', {}, part))));
}
