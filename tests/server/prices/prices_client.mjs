// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node prices_client.mjs ADDRESS COUNT, with TALLYWALL_NPM naming the folder of tests/npm's packages: so many messages of a stream
// of Server-Sent Events, as an EventSource that is not ours (eventsource) hands them out, one JSON object a line; then it ends.
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
const { EventSource } = packages("eventsource");
const [address, count] = process.argv.slice(2);
const source = new EventSource(address);
let left = Number(count);

source.onopen = () => process.stdout.write("open\n");
source.onerror = (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
  source.close();
};
source.onmessage = ({ type, data, lastEventId }) => {
  process.stdout.write(`${JSON.stringify({ type, data, lastEventId })}\n`);
  left -= 1;
  if (left === 0) source.close();
};
