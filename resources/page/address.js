// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the address behind the #, which says what is shown: #/ci/runs?project=shop/api

const decoded = (text) => {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
};

/** {path, query}: ['ci', 'runs'] and URLSearchParams. */
export function placeOf(hash) {
    const [path, ...query] = hash.replace(/^#\/?/, '').split('?');
    return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query.join('?')) };
}

/** addressOf(['ci', 'runs'], {project: 'shop/api', ref: ''}): what is empty is left out. */
export function addressOf(path, values = {}) {
    const query = String(new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')));
    return `#/${path.map(encodeURIComponent).join('/')}${query && `?${query}`}`;
}

/** Says in the address bar what is shown, without a step for the back button. */
export function tellAddress(path, values) {
    const address = addressOf(path, values);
    if (window.location.hash !== address) window.history.replaceState(null, '', address);
}
