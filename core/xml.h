// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tallywall {

// Text that can stand in an XML 1.0 document (section 2.2, Char): what cannot, control characters and halves of a pair above
// all, becomes U+FFFD. Escaping is left to QXmlStreamWriter, which writes nothing that was not made so before.
[[nodiscard]] QString xmlText(QStringView text);

} // namespace tallywall
