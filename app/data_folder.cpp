// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <sys/file.h>

#include <algorithm>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error unavailable(const QString &sentence)
{
    return Error{ErrorCode::Unavailable, sentence, {}};
}

QByteArray randomBytes(int count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    std::generate(bytes.begin(), bytes.end(), [] { return char(QRandomGenerator::system()->bounded(256)); });
    return bytes;
}

QByteArray newToken()
{
    return randomBytes(24).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

PusherApp newPusherApp()
{
    return {QByteArray::number(QRandomGenerator::system()->bounded(100'000, 1'000'000)), randomBytes(10).toHex(),
            randomBytes(10).toHex()};
}

// Makes a file that its owner alone may read, whole or not at all.
Result<Done> writeSecret(const QString &path, const QByteArray &line)
{
    QFile file(path);
    const bool made = !file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly);
    if (made && file.write(line + '\n') > 0 && file.flush())
        return Done{};
    const QString why = file.errorString();
    if (made)
        file.remove(); // half a secret would be taken for one at the next start
    return unavailable(u"the file %1 cannot be written: %2"_s.arg(path, why));
}

} // namespace

Result<std::shared_ptr<DataFolder>> DataFolder::open(const QString &path, const QString &storePath)
{
    const std::shared_ptr<DataFolder> folder(new DataFolder);
    if (path.isEmpty()) {
        folder->m_temporary.emplace(QDir::tempPath() + u"/tallywall-demo-XXXXXX"_s);
        if (!folder->m_temporary->isValid())
            return unavailable(
                    u"cannot make a folder for the demonstration: %1"_s.arg(folder->m_temporary->errorString()));
        folder->m_path = folder->m_temporary->path();
    } else {
        folder->m_path = path;
        const bool isNew = !QFileInfo::exists(path);
        if (!QDir().mkpath(path))
            return unavailable(u"the data folder %1 cannot be made. Choose another with --data"_s.arg(path));
        if (isNew) // what is posted here is nobody else's on this machine
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    folder->m_storePath = storePath.isEmpty() ? folder->m_path + u"/tallywall.sqlite"_s : storePath;
    if (!QDir().mkpath(QFileInfo(folder->m_storePath).absolutePath()))
        return unavailable(u"the folder of the store %1 cannot be made"_s.arg(folder->m_storePath));

    QFile &lock = folder->m_lock;
    lock.setFileName(folder->m_storePath + u".lock"_s);
    if (!lock.open(QIODevice::ReadWrite, ownerOnly))
        return unavailable(
                u"the folder of the store %1 cannot be written. Check its permissions, or choose another with --data"_s
                        .arg(folder->m_storePath));
    if (::flock(lock.handle(), LOCK_EX | LOCK_NB) != 0) {
        return unavailable(
                u"the store %1 is in use by another Tallywall (process %2). Stop it, or choose another folder with --data"_s
                        .arg(folder->m_storePath, QString::fromLatin1(lock.read(20).trimmed())));
    }
    lock.resize(0);
    lock.write(QByteArray::number(QCoreApplication::applicationPid()) + '\n');
    lock.flush();
    // In a folder that was there before, others may be let in: the store is made here, and SQLite gives what belongs to it the same
    // permissions. It takes an empty file for a new database.
    if (QFile store(folder->m_storePath); !store.exists())
        (void)store.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly); // who opens the store says why not
    return folder;
}

Result<DataFolder::Secrets> DataFolder::secrets() const
{
    const auto readToken = token();
    if (!readToken)
        return readToken.error();
    const auto readApp = pusherApp();
    if (!readApp)
        return readApp.error();
    return Secrets{*readToken, *readApp};
}

Result<DataFolder::Token> DataFolder::token() const
{
    QFile file(m_path + u"/token"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArray value = file.read(1024).trimmed();
        if (value.size() >= 16)
            return Token{value, false};
        return unavailable(
                u"the token in %1 is too short to be safe. Remove the file, and a new one is made at the next start"_s
                        .arg(file.fileName()));
    }
    const QByteArray value = newToken();
    if (auto written = writeSecret(file.fileName(), value); !written)
        return written.error();
    return Token{value, true};
}

Result<PusherApp> DataFolder::pusherApp() const
{
    QFile file(m_path + u"/pusher-app"_s);
    if (file.open(QIODevice::ReadOnly)) {
        const QByteArrayList parts = file.read(1024).simplified().split(' ');
        if (parts.size() == 3 && parts.at(2).size() >= 16)
            return PusherApp{parts.at(0), parts.at(1), parts.at(2)};
        return unavailable(
                u"%1 is not the id, key and secret of an application. Remove the file, and a new one is made at the next start"_s
                        .arg(file.fileName()));
    }
    const PusherApp app = newPusherApp();
    if (auto written = writeSecret(file.fileName(), app.id + ' ' + app.key + ' ' + app.secret); !written)
        return written.error();
    return app;
}

} // namespace tallywall
