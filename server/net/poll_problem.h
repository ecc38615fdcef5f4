// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkReply>
#include <QString>

namespace tallywall {

// Why what is polled cannot be read, as a sentence a person can act on. Not Qt's own ones: they repeat the address, in which there
// may be a secret.
[[nodiscard]] QString statusProblem(int httpStatus);
[[nodiscard]] QString networkProblem(QNetworkReply::NetworkError error);

} // namespace tallywall
