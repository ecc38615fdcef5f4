// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/web_link.h"

#include "core/ci/reading.h"

#include <QDesktopServices>
#include <QUrl>

namespace tallywall {

bool mayOpen(const QString &url)
{
    return !ci::webUrl(url).isEmpty();
}

void openInBrowser(const QString &url)
{
    if (mayOpen(url))
        QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode));
}

} // namespace tallywall
