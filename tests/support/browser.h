// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QObject>
#include <QProcess>
#include <QSize>
#include <QStringList>
#include <QTemporaryDir>
#include <QWebSocket>

#include <chrono>
#include <optional>

namespace tallywall::test {

// A real headless Chromium, driven over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol,
// domains Target, Page, Runtime, Log, Emulation, Network). Lives in the thread of the test. Each call returns when Chromium has
// answered; meanwhile the test's event loop runs. The profile is a temporary folder; the browser ends with this object.
//
// It begins with one tab. There may be more, of which one is spoken to: every call below is about that one. As for a person,
// one tab is in the foreground and the others are hidden (document.hidden); a hidden one can be spoken to as well.
class Browser : public QObject
{
    Q_OBJECT
public:
    enum class Scheme { Dark, Light };
    enum class Device { Desktop, Phone };

    explicit Browser(QObject *parent = nullptr);
    ~Browser() override;

    // Starts Chromium (the program of the environment variable CHROMIUM, else "chromium"). False: see error().
    [[nodiscard]] bool start();
    [[nodiscard]] QString error() const { return m_error; }

    // Another tab, in the foreground, which is spoken to from now on; its number, -1 if it could not be opened. The first
    // one has the number 0.
    [[nodiscard]] int newTab();
    void speakTo(int tab);
    // Brings a tab to the foreground and speaks to it.
    [[nodiscard]] bool show(int tab);
    // The next one to be spoken to is the caller's choice.
    [[nodiscard]] bool close(int tab);
    // Stops a hidden tab as a browser does that saves power (Page Lifecycle); show() lets it go on.
    [[nodiscard]] bool freeze(int tab);
    // Runs in each document that this tab opens from now on, before its own scripts.
    [[nodiscard]] bool runAtStart(const QString &script);

    // Opens an address and waits for its load event. The host wall.test is this machine, but to the browser not a secure
    // place as loopback is: as a wall on the local network.
    [[nodiscard]] bool open(const QString &url);

    // The value of an expression; a promise is awaited. Undefined, with error() set, if it throws.
    [[nodiscard]] QJsonValue evaluate(const QString &expression);

    // The same in every shared worker there is; the value of the newest one.
    [[nodiscard]] QJsonValue evaluateInWorker(const QString &expression);

    // Waits until an expression is true; it is asked again after each change of the page's tree. An expression that
    // throws counts as not true yet, and a page that is loaded anew is asked again.
    [[nodiscard]] bool waitFor(const QString &expression, std::chrono::milliseconds atMost = std::chrono::seconds(15));

    // What the page sees as its screen, in CSS pixels, and as the system's colour scheme.
    void emulate(QSize size, Device device = Device::Desktop, Scheme scheme = Scheme::Dark);

    // Makes the browser fail each request whose address matches one of the patterns ("*" is anything); {} ends it.
    void block(const QStringList &patterns);

    // The visible part of the page as PNG.
    [[nodiscard]] QByteArray screenshot();

    // Errors on the console, exceptions that nobody caught, violations of the Content-Security-Policy, and failed
    // loads ("net::ERR_…"), as sentences, since the last call.
    [[nodiscard]] QStringList takeProblems();

private:
    struct Tab {
        QString target;
        QString session;
    };

    [[nodiscard]] bool connectTo(const QString &address);
    [[nodiscard]] std::optional<QJsonObject> callBrowser(const QString &method, const QJsonObject &parameters = {});
    [[nodiscard]] std::optional<QJsonObject> call(const QString &method, const QJsonObject &parameters = {},
                                                  std::chrono::milliseconds atMost = std::chrono::seconds(20));
    void receive(const QString &text);
    void note(const QString &method, const QJsonObject &parameters);

    QTemporaryDir m_profile;
    QProcess m_process;
    QWebSocket m_socket;
    QList<Tab> m_tabs;
    QString m_session; // of the tab that is spoken to; empty: the browser itself
    QString m_error;
    QHash<int, QJsonObject> m_answers;
    QStringList m_problems;
    int m_lastCall = 0;
    bool m_loaded = false;

Q_SIGNALS:
    void answered();
    void loaded();
};

} // namespace tallywall::test
