// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ci/provider.h"

namespace tallywall::ci {

// GitLab's Pipeline Hook and Job Hook ("Webhook events" in GitLab's documentation). Proof of origin: the shared token in
// X-Gitlab-Token. A pipeline's `created_at` is when it was asked for; it starts with its first job.
[[nodiscard]] Provider gitlab();

} // namespace tallywall::ci
