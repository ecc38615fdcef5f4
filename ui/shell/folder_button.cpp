// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/folder_button.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QUrl>

namespace tallywall {

using namespace Qt::StringLiterals;

QPushButton *makeFolderButton(const QString &dataFolder)
{
    auto *open = new QPushButton(u"Open data folder"_s);
    open->setToolTip(dataFolder.toHtmlEscaped());
    QObject::connect(open, &QPushButton::clicked, open,
                     [dataFolder] { QDesktopServices::openUrl(QUrl::fromLocalFile(dataFolder)); });
    if (dataFolder.isEmpty())
        open->hide();
    return open;
}

} // namespace tallywall
