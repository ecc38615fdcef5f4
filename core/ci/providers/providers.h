// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"

namespace tallywall::ci {

// Forgejo Actions ("Webhooks" in Forgejo's documentation): action_run_success, _failure and _recover, which come when a run
// ends; of later versions also what becomes of each job and of a run before its end.
[[nodiscard]] Provider forgejo();

// Gitea Actions: workflow_run (from 1.24) and workflow_job (from 1.23). Gogs, which has no CI, is known and ignored.
[[nodiscard]] Provider gitea();

// GitHub's workflow_run and workflow_job, check_suite and check_run, status and deployment_status ("Webhook events and
// payloads" in GitHub's documentation), of github.com and of GitHub Enterprise Server.
[[nodiscard]] Provider github();

// GitLab's Pipeline Hook and Job Hook ("Webhook events" in GitLab's documentation), Deployment Hook, and the same as system
// hooks. A pipeline's `created_at` is when it was asked for; it starts with its first job.
[[nodiscard]] Provider gitlab();

// Bitbucket Cloud's "Build status created" and "Build status updated" ("Event payloads" in its documentation). A run is a
// pipeline of Bitbucket Pipelines, or what another service says of a commit under one key: then the status's name is the
// pipeline. Its clock alone orders them, since a status goes back to INPROGRESS when it is built again. Bitbucket Data Center
// tells of no builds.
[[nodiscard]] Provider bitbucket();

// CircleCI's workflow-completed and job-completed ("Outbound webhooks reference"). A run is a workflow, numbered by its
// pipeline. Only ends are sent: a run is running from its first job's end until workflow-completed, whatever its jobs did.
[[nodiscard]] Provider circleci();

// Buildkite's build and job events ("Pipelines webhooks"). A build that is retried or unblocked goes on under its number: as
// its body does not say when, it is shown as it stood until a later time is in it, or until it ends again; the time of its
// signature counts as one while it has not ended.
[[nodiscard]] Provider buildkite();

// Drone's global webhook (DRONE_WEBHOOK_ENDPOINT): build events, with the steps of every stage as jobs. A promotion is in a
// lane of its target.
[[nodiscard]] Provider drone();

// Woodpecker has no webhook; two steps of a workflow post this wall's own document (docs/ci/woodpecker.md). A run is a
// workflow of a pipeline.
[[nodiscard]] Provider woodpecker();
// Travis CI's webhooks ("Configure Webhook notifications" in its documentation, and travis-tasks,
// lib/travis/addons/webhook/payload.rb). Builds of pull requests have a lane of their own.
[[nodiscard]] Provider travis();
// Azure DevOps' service hooks ("Service hook events" in Microsoft's documentation): Build completed, in both versions of its
// resource; Run state changed of pipelines; Release deployment started and completed. There is no signature.
[[nodiscard]] Provider azure();
// TeamCity's own webhooks ("TeamCity Webhooks" in JetBrains' documentation; the payload is a build of the REST API), and what
// its plugin tcWebHooks sends (core/ci/providers/tcwebhooks.h). Personal builds are ignored. There is no signature.
[[nodiscard]] Provider teamcity();
// The Notification plugin of Jenkins (jenkinsci/notification-plugin, Phase.java). There is no signature.
[[nodiscard]] Provider jenkins();

// CDEvents 0.1 to 0.6 (cdevents.dev), by themselves or over CloudEvents 1.0 in binary and structured mode. The project of a run
// is the source that its id is unique in; a task is a job of its pipeline run.
[[nodiscard]] Provider cdevents();

// Standard Webhooks 1.0 of a service that is not known otherwise: runs whose `data` has the usual names (core/ci/mapping.h).
[[nodiscard]] Provider standard();

} // namespace tallywall::ci
