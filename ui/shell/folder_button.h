// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPushButton;
class QString;

namespace tallywall {

// "Open data folder", which does so; hidden where there is none.
[[nodiscard]] QPushButton *makeFolderButton(const QString &dataFolder);

} // namespace tallywall
