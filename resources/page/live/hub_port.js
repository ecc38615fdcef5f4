// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a tab finds the hub: in the shared worker, or in itself.
import { build } from '../build.js';
import { Hub } from './hub.js';

let own = null;

/** From now on this tab has a stream of its own. */
export function beAlone() {
    own ??= new Hub();
}

/** The page is left, and will not hear what its own hub would be told. */
export function letGo() {
    own?.stop();
}

/** A port to the hub; failed() tells that there is none behind it. The build in the name keeps tabs from before and
 *  after an update of the wall apart. */
export function hubPort(failed) {
    if (!own && 'SharedWorker' in window) {
        try {
            const worker = new SharedWorker('/assets/live/worker.js', { type: 'module', name: build });
            worker.addEventListener('error', failed);
            return worker.port;
        } catch {
            // Forbidden here.
        }
    }
    beAlone();
    const { port1, port2 } = new MessageChannel();
    own.connect(port2);
    return port1;
}
