// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No pipeline has reported yet: where CI servers should post to, and what to try first.
import { el, icon } from '../../dom.js';
import { command, tokenHint } from '../parts.js';

const address = () => `${window.location.origin}/hooks`;

const gitHub = () => `curl ${address()} -H 'Content-Type: application/json' \\
  -H 'X-GitHub-Event: workflow_run' -d '{"action":"completed","workflow_run":{
  "id":7,"name":"CI","run_number":7,"run_attempt":1,"head_branch":"main",
  "head_sha":"0e6a3f","status":"completed","conclusion":"success"},
  "repository":{"full_name":"shop/web"},"sender":{"login":"ada"}}'`;

const gitLab = () => `curl ${address()} -H 'Content-Type: application/json' \\
  -H 'X-Gitlab-Event: Pipeline Hook' -d '{"object_kind":"pipeline",
  "object_attributes":{"id":7,"ref":"main","sha":"0e6a3f","status":"failed","duration":42},
  "project":{"path_with_namespace":"shop/api"},"user":{"name":"Ada"}}'`;

export function noPipelines() {
    return el('div', { class: 'empty no-pipelines', hidden: true, 'data-testid': 'ci-empty' }, icon('ci'), el('p', { class: 'lead' }, 'No pipelines yet.'),
        el('p', {}, 'Point a webhook of your CI at this address; who it is, the wall finds out by itself:'), command(address()),
        el('p', {}, 'Or see what it will look like. As GitHub Actions:'), command(gitHub()), el('p', {}, 'As GitLab:'), command(gitLab()), ...tokenHint());
}
