// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shared worker: the hub of all tabs that were made by one and the same build of the page. It ends with the last
// of them.
import { build } from '../build.js';
import { Hub } from './hub.js';

// A tab from before an update that starts its worker after it gets this one, which may speak another language.
const fits = self.name === build && 'EventSource' in self;
const hub = fits ? new Hub() : null;

self.addEventListener('connect', ({ ports: [port] }) => {
    if (fits) hub.connect(port);
    else port.postMessage({ refused: true });
});
