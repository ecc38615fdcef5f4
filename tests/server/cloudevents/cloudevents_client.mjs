// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node cloudevents_client.mjs ADDRESS, with TALLYWALL_NPM naming the folder of tests/npm's packages: events that a library which
// is not ours makes and puts into HTTP, and what was answered, one JSON object a line: {"how", "event", "status", "answer"}.
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
const { CloudEvent, HTTP, Mode, emitterFor, httpTransport } = packages("cloudevents");
const address = process.argv[2];

const post = async (message, query = "") => {
  const response = await fetch(address + query, { method: "POST", ...message });
  return { status: response.status, answer: await response.json() };
};
// The library's own way, in chunks. It tells no status: a problem document has its own.
const transport = emitterFor(httpTransport(address), { mode: Mode.BINARY });
const send = async (event) => {
  const answer = JSON.parse((await transport(event)).body);
  return { status: answer.status ?? 201, answer };
};
const print = (how, event, answered) => console.log(JSON.stringify({ how, event, ...answered }));

const kinds = {
  object: { datacontenttype: "application/json", data: { sum: 7, note: "é 😀" } },
  text: { datacontenttype: "text/plain", data: "hello, wall" },
  bytes: { datacontenttype: "image/png", data: new Uint8Array([0, 255, 1, 128]) },
};
const make = (kind) =>
  new CloudEvent({
    source: "https://shop.example/Orders",
    type: "com.example.paid",
    subject: "order 7",
    shopregion: "north",
    count: 5,
    ...kinds[kind],
  });

for (const kind of Object.keys(kinds)) {
  for (const mode of ["binary", "structured"]) {
    const event = make(kind);
    print(`${mode} ${kind}`, event, await post(HTTP[mode](event)));
    if (mode === "structured" && kind === "object") print("again", event, await post(HTTP.binary(event)));
  }
  const event = make(kind);
  print(`emitter ${kind}`, event, await emitterFor((message) => post(message), { mode: Mode.BINARY })(event));
  const chunked = make(kind);
  print(`transport ${kind}`, chunked, await send(chunked));
  const streamed = make(kind);
  const { headers, body } = HTTP.binary(streamed);
  print(`stream ${kind}`, streamed, await post({ headers, body: new Blob([body]).stream(), duplex: "half" }));
  const whole = make(kind);
  print(`whole ${kind}`, whole, await post(HTTP.structured(whole), "?data=event"));
}

const batch = Object.keys(kinds).map(make);
const headers = { "content-type": "application/cloudevents-batch+json" };
print("batch", batch, await post({ headers, body: JSON.stringify(batch) }));
