// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace tallywall::bench {

// Why nothing can be measured, as a sentence for a person. Thrown anywhere, said by main(), which ends with code 2.
class Trouble : public std::runtime_error
{
    using std::runtime_error::runtime_error;
};

} // namespace tallywall::bench
