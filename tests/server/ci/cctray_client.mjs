// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node cctray_client.mjs ADDRESS, with TALLYWALL_NPM naming the folder of tests/npm's packages: what a dashboard that is not
// ours (gocd-api) sees in a cctray feed, one JSON object a project and line.
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
console.log = () => {}; // it tells its options
const client = packages("gocd-api").getCcTrayInstance({ ccTrayUrl: process.argv[2] });
const everyProject = () => true;
const { activity } = await client.readActivity([], everyProject);

for (const stage of activity.stages)
  process.stdout.write(`${JSON.stringify({ ...stage, wasSuccessful: stage.wasSuccessful() })}\n`);
