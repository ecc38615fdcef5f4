// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_memory.h"

#include "core/ci/run.h"

#include <QDir>
#include <QSettings>

namespace tallywall {

using namespace Qt::StringLiterals;

WindowMemory::WindowMemory(const QString &folder)
{
    if (!folder.isEmpty())
        m_file = std::make_unique<QSettings>(QDir(folder).filePath(u"window.ini"_s), QSettings::IniFormat);
}

WindowMemory::~WindowMemory() = default;

int WindowMemory::ciTab() const
{
    return value(u"ci/tab"_s, 0).toInt();
}

void WindowMemory::setCiTab(int tab)
{
    setValue(u"ci/tab"_s, tab);
}

bool WindowMemory::greenFolded() const
{
    return value(u"ci/greenFolded"_s, false).toBool();
}

void WindowMemory::setGreenFolded(bool folded)
{
    setValue(u"ci/greenFolded"_s, folded);
}

QString WindowMemory::claimName() const
{
    return value(u"ci/claimName"_s, QString()).toString().left(ci::Claim::maxName).trimmed();
}

void WindowMemory::setClaimName(const QString &name)
{
    setValue(u"ci/claimName"_s, name.trimmed());
}

QString WindowMemory::accountName()
{
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? qEnvironmentVariable("USERNAME") : user;
}

QVariant WindowMemory::value(const QString &key, const QVariant &otherwise) const
{
    return m_file ? m_file->value(key, otherwise) : m_values.value(key, otherwise);
}

void WindowMemory::setValue(const QString &key, const QVariant &value)
{
    if (m_file)
        m_file->setValue(key, value);
    else
        m_values.insert(key, value);
}

} // namespace tallywall
