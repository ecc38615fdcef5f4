// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tallywall {

// ": did you mean [hooks.github]?" for the word that was most likely meant, in the form "[hooks.%1]": the nearest of `known`,
// lower-case, that is up to two letters away (Levenshtein). Empty where none is.
[[nodiscard]] QString didYouMean(const QString &written, const QStringList &known, const QString &form);

} // namespace tallywall
