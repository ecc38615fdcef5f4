// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/state_look.h"

namespace tallywall {

using namespace Qt::StringLiterals;

StateLook stateLook(ci::State state)
{
    using ci::State;
    using theme::Palette;
    switch (state) {
    case State::Queued: return {"waiting"_L1, u"queued"_s, &Palette::unknown};
    case State::Waiting: return {"waiting"_L1, u"waiting"_s, &Palette::waiting};
    case State::Running: return {"running"_L1, u"running"_s, &Palette::running};
    case State::Failing: return {"failed"_L1, u"failing"_s, &Palette::failed};
    case State::Success: return {"success"_L1, u"passed"_s, &Palette::success};
    case State::Warning: return {"warning"_L1, u"warning"_s, &Palette::warning};
    case State::Failed: return {"failed"_L1, u"failed"_s, &Palette::failed};
    case State::Error: return {"failed"_L1, u"error"_s, &Palette::failed};
    case State::Canceled: return {"unknown"_L1, u"canceled"_s, &Palette::unknown};
    case State::Skipped: return {"unknown"_L1, u"skipped"_s, &Palette::unknown};
    case State::Unknown: return {"unknown"_L1, u"unknown"_s, &Palette::unknown};
    }
    Q_UNREACHABLE();
}

} // namespace tallywall
