// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/web_link.h"

#include <QDesktopServices>
#include <QUrl>

namespace tallywall {

using namespace Qt::StringLiterals;

bool mayOpen(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    return parsed.isValid() && !parsed.host().isEmpty()
            && (parsed.scheme() == "http"_L1 || parsed.scheme() == "https"_L1);
}

void openInBrowser(const QString &url)
{
    if (mayOpen(url))
        QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode));
}

} // namespace tallywall
