// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node signers.mjs, with TALLYWALL_NPM naming the folder of tests/npm's packages: prints deliveries signed by programs that are
// not ours, one JSON object a line: {"scheme", "secret", "received" (Unix ms), "headers", "body"}.
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
const load = (name) => import(pathToFileURL(packages.resolve(name)).href);
const { Webhooks } = await load("@octokit/webhooks");
const { Webhook } = await load("standardwebhooks");

const bodies = [
  "{}",
  '{"zen":"Keep it logically awesome."}',
  '{"author":"Zoë 👩‍💻","message":"né\\u00e9 \\ud83d\\ude00"}',
  ' {\r\n\t"a" : 1 }\n',
  JSON.stringify({ long: "x".repeat(100 * 1024) }),
  JSON.stringify({ random: randomBytes(64).toString("base64") }),
];
const texts = ["It's a Secret to Everybody", "s", "ключ 🔑", randomBytes(100).toString("hex")];

const print = (delivery) => console.log(JSON.stringify(delivery));

for (const body of bodies) {
  for (const secret of texts) {
    const signature = await new Webhooks({ secret }).sign(body);
    print({ scheme: "github", secret, received: Date.now(), headers: { "X-Hub-Signature-256": signature }, body });
  }
  const signed = (secret, webhook) => {
    const id = `msg_${randomBytes(12).toString("hex")}`;
    const time = new Date();
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(time.getTime() / 1000)),
      "webhook-signature": webhook.sign(id, time, body),
    };
    print({ scheme: "standard", secret, received: time.getTime(), headers, body });
  };
  for (const size of [24, 32, 64]) {
    const secret = `whsec_${randomBytes(size).toString("base64")}`;
    signed(secret, new Webhook(secret));
  }
  const raw = randomBytes(20).toString("hex");
  signed(raw, new Webhook(raw, { format: "raw" }));
}
