// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node live_clients.mjs eventsource|ws ADDRESS, with TALLYWALL_NPM naming the folder of tests/npm's packages: hears the live feed
// with a client that is not ours. Writes "open" for each connection, then what comes, a line each; what is read from standard
// input is sent, where that can be; ends with standard input.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
const [kind, address] = process.argv.slice(2);
const write = (line) => process.stdout.write(`${line}\n`);
const input = createInterface({ input: process.stdin });

if (kind === "eventsource") {
  const { EventSource } = packages("eventsource");
  const source = new EventSource(address);
  source.onopen = () => write("open");
  source.onmessage = ({ data, lastEventId }) => write(`${lastEventId} ${data}`);
  input.on("close", () => source.close());
} else {
  const WebSocket = packages("ws");
  const socket = new WebSocket(address);
  socket.on("open", () => write("open"));
  socket.on("message", (data, isBinary) => write(`${isBinary ? "binary" : "text"} ${data}`));
  socket.on("pong", (data) => write(`pong ${data}`));
  input.on("line", (line) => (line === "PING" ? socket.ping("here") : socket.send(line)));
  input.on("close", () => socket.close(1000));
  socket.on("close", (code) => write(`closed ${code}`));
}
