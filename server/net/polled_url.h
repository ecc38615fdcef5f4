// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/polled_address.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace tallywall {

// How much of what is polled is waited for and taken.
struct PollLimits {
    std::chrono::milliseconds wholeAnswer{10'000};   // from the question to the last byte
    std::chrono::milliseconds longestPause{300'000}; // between two polls of what fails
    std::chrono::milliseconds firstWithin{3'000};    // when it is asked first, at random
    qint64 bytes = 1024 * 1024;                      // of a body, unpacked
    int redirections = 5;
};

// Who makes something of the answers.
struct PollReader {
    QByteArray accept; // the field of the question that says what is understood
    // Takes a whole body; why it cannot be understood, empty where it can.
    std::function<QString(const QByteArray &body)> take;
    std::function<void()> takeSame; // it is as it was when it was taken last
};

// Asks one address again and again, the next time only after an answer. Bounds the time and the bytes of an answer, follows a
// redirection where it is as safe (isAsSafe), and asks less often while it fails. What has not changed is not sent again.
// Neither address nor secrets are in what it says or logs. Server thread.
class PolledUrl : public QObject
{
    Q_OBJECT

public:
    // `network` has to live longer.
    PolledUrl(const PollOptions &options, PollReader reader, QNetworkAccessManager &network, const PollLimits &limits);
    ~PolledUrl() override;

    void start(); // asks after a moment that differs from address to address
    void ask();   // at once, where it is not being asked already

    // To be called while an answer is taken: it is not asked again before release().
    void hold();
    enum class Again : quint8 {
        WhatChanged,
        Everything, // what was taken last is not known after all
    };
    void release(Again again);

Q_SIGNALS:
    // Whether it can be read; after the first answer, and then whenever that or the reason changes.
    void healthChanged(bool ok, const QString &sentence);

private:
    // Of what was read last, as its server names it.
    struct Version {
        QByteArray entityTag;
        QByteArray lastModified;

        [[nodiscard]] bool isKnown() const { return !entityTag.isEmpty() || !lastModified.isEmpty(); }
    };

    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;
    void send(const QUrl &url);
    void read();
    void giveUp(const QString &why);
    void finish();
    bool follow(); // whether there is another address to ask instead
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString take();
    void askLater();
    void report(const QString &why);

    QString m_name;
    PollReader m_reader;
    QNetworkAccessManager &m_network;
    PollLimits m_limits;
    PolledAddress m_address;
    std::chrono::milliseconds m_every;
    QTimer m_next;
    QTimer m_deadline;
    QPointer<QNetworkReply> m_reply; // while it is being asked
    bool m_held = false;
    QByteArray m_body;
    int m_redirections = 0;
    QString m_whyGivenUp;
    Version m_version;
    int m_failures = 0; // in a row
    std::optional<bool> m_ok;
    QString m_sentence;
};

} // namespace tallywall
