// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariantMap>

#include <memory>

class QSettings;

namespace tallywall {

// What the window remembers from one start to the next, in the file window.ini of the data folder; without a folder, or where
// it cannot be written, for as long as the window lives. GUI thread.
class WindowMemory
{
public:
    explicit WindowMemory(const QString &folder = {});
    ~WindowMemory();

    [[nodiscard]] int ciTab() const; // of CiScreen::Tab
    void setCiTab(int tab);
    [[nodiscard]] bool greenFolded() const; // the lanes that pass are one tile
    void setGreenFolded(bool folded);
    [[nodiscard]] QString claimName() const; // who looks into what is red at this window; empty: nobody said so yet
    void setClaimName(const QString &name);

    // What to offer where nobody gave a name: that of the account.
    [[nodiscard]] static QString accountName();

private:
    [[nodiscard]] QVariant value(const QString &key, const QVariant &otherwise) const;
    void setValue(const QString &key, const QVariant &value);

    std::unique_ptr<QSettings> m_file;
    QVariantMap m_values; // where there is no file
};

} // namespace tallywall
