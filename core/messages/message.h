// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/event.h"
#include "core/result.h"

#include <QJsonObject>
#include <QString>

namespace tallywall {

// What somebody says on the wall. It is live only: nobody stores it.
struct Message {
    static constexpr int maxNameLength = 200;     // Unicode code points
    static constexpr int maxMessageLength = 4000; // Unicode code points

    QString name;
    QString message;

    friend bool operator==(const Message &, const Message &) = default;
};

// Errors: Invalid, with the field.
[[nodiscard]] Result<Message> checkMessage(Message message);
[[nodiscard]] Result<Message> messageFromJson(const QJsonObject &object);

// The ephemeral event messages/said with data {"name","message"}.
[[nodiscard]] Event saidEvent(const Message &message, TimePoint time);

// "NAME MESSAGE\r\n", as GET /listen sends it. Control characters become spaces, so that it stays one line.
[[nodiscard]] QByteArray listenLine(const Message &message);

} // namespace tallywall
