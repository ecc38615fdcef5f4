// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pusher/pusher_app.h"
#include "core/result.h"

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace tallywall {

// The folder where everything lives, held for this process alone: no second Tallywall writes to the same store.
class DataFolder
{
public:
    struct Token {
        QByteArray value;
        bool isNew = false; // made just now: the first start
    };
    struct Secrets {
        Token token;
        PusherApp pusher;
    };

    // Makes the folder where it is missing; an empty path stands for one that is removed at the end. `storePath` may lie
    // elsewhere. Errors: Unavailable, with a sentence for an operator.
    [[nodiscard]] static Result<std::shared_ptr<DataFolder>> open(const QString &path, const QString &storePath);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QString &storePath() const { return m_storePath; }

    // The secrets of this wall, made at the first start. The token, which a writer from another machine has to show, is kept in
    // the file "token", readable for its owner alone; the application in "pusher-app", likewise: "id key secret".
    [[nodiscard]] Result<Secrets> secrets() const;

private:
    DataFolder() = default;
    [[nodiscard]] Result<Token> token() const;
    [[nodiscard]] Result<PusherApp> pusherApp() const;

    std::optional<QTemporaryDir> m_temporary;
    // Held by flock(2): the kernel frees it when this process ends, however it ends. A lock that names a process would outlive
    // it where ids come again, as in a container, whose first process is always 1.
    QFile m_lock;
    QString m_path;
    QString m_storePath;
};

} // namespace tallywall
