// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/browser.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimer>

#include <functional>

namespace tallywall::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Runs the event loop until a condition holds that one of the signals may have made true.
template<typename Object, typename... Signals>
bool waitUntil(const std::function<bool()> &holds, std::chrono::milliseconds atMost, const Object *object,
               Signals... signalsOfIt)
{
    QEventLoop loop;
    const auto look = [&loop, &holds] {
        if (holds())
            loop.quit();
    };
    (QObject::connect(object, signalsOfIt, &loop, look), ...);
    QTimer::singleShot(atMost, &loop, &QEventLoop::quit);
    if (!holds())
        loop.exec();
    return holds();
}

QString sentence(const QJsonObject &exception)
{
    const QString description = exception.value("exception"_L1).toObject().value("description"_L1).toString();
    return description.isEmpty() ? exception.value("text"_L1).toString() : description;
}

} // namespace

Browser::Browser(QObject *parent) : QObject(parent)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Browser::receive);
}

Browser::~Browser()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_session.clear();
    m_socket.sendTextMessage(QStringLiteral("{\"id\":0,\"method\":\"Browser.close\"}"));
    m_socket.flush();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

bool Browser::start()
{
    const QString program = qEnvironmentVariable("CHROMIUM", u"chromium"_s);
    m_process.start(program,
                    {u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-background-networking"_s,
                     u"--disable-component-update"_s, u"--disable-sync"_s, u"--disable-dev-shm-usage"_s,
                     u"--no-first-run"_s, u"--host-resolver-rules=MAP wall.test 127.0.0.1"_s,
                     u"--remote-debugging-port=0"_s, "--user-data-dir="_L1 + m_profile.path(), u"about:blank"_s});
    QByteArray said;
    QString address;
    const auto listens = [&] {
        static const QRegularExpression pattern(u"DevTools listening on (ws://\\S+)\\s"_s);
        said += m_process.readAllStandardError();
        address = pattern.match(QString::fromUtf8(said)).captured(1);
        return !address.isEmpty() || m_process.state() == QProcess::NotRunning;
    };
    if (!waitUntil(listens, 30s, &m_process, &QProcess::readyReadStandardError, &QProcess::stateChanged)
        || address.isEmpty()) {
        m_error = program + " did not start: "_L1 + m_process.errorString() + u' '
                + QString::fromUtf8(said.right(1000));
        return false;
    }
    // What it says later is of no use, and must not fill the pipe.
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] { m_process.readAllStandardError(); });
    return connectTo(address);
}

bool Browser::connectTo(const QString &address)
{
    m_socket.open(QUrl(address));
    const auto connected = [this] { return m_socket.state() == QAbstractSocket::ConnectedState; };
    if (!waitUntil(connected, 10s, &m_socket, &QWebSocket::connected)) {
        m_error = "No connection to "_L1 + address + ": "_L1 + m_socket.errorString();
        return false;
    }
    return newTab() == 0;
}

int Browser::newTab()
{
    const auto target = callBrowser(u"Target.createTarget"_s, {{"url"_L1, "about:blank"_L1}});
    if (!target)
        return -1;
    const QString id = target->value("targetId"_L1).toString();
    const auto attached = callBrowser(u"Target.attachToTarget"_s, {{"targetId"_L1, id}, {"flatten"_L1, true}});
    if (!attached)
        return -1;
    m_tabs.append({id, attached->value("sessionId"_L1).toString()});
    const int tab = static_cast<int>(m_tabs.size()) - 1;
    speakTo(tab);
    return call(u"Page.enable"_s) && call(u"Runtime.enable"_s) && call(u"Log.enable"_s) ? tab : -1;
}

void Browser::speakTo(int tab)
{
    m_session = m_tabs.at(tab).session;
}

bool Browser::show(int tab)
{
    speakTo(tab);
    return callBrowser(u"Target.activateTarget"_s, {{"targetId"_L1, m_tabs.at(tab).target}})
            && call(u"Page.setWebLifecycleState"_s, {{"state"_L1, "active"_L1}});
}

bool Browser::close(int tab)
{
    return callBrowser(u"Target.closeTarget"_s, {{"targetId"_L1, m_tabs.at(tab).target}}).has_value();
}

bool Browser::freeze(int tab)
{
    speakTo(tab);
    return call(u"Page.setWebLifecycleState"_s, {{"state"_L1, "frozen"_L1}}).has_value();
}

bool Browser::runAtStart(const QString &script)
{
    return call(u"Page.addScriptToEvaluateOnNewDocument"_s, {{"source"_L1, script}}).has_value();
}

bool Browser::open(const QString &url)
{
    m_loaded = false;
    const auto answer = call(u"Page.navigate"_s, {{"url"_L1, url}});
    if (!answer)
        return false;
    if (answer->contains("errorText"_L1)) {
        m_error = url + ": "_L1 + answer->value("errorText"_L1).toString();
        return false;
    }
    // Another fragment of the same page is no new document and loads nothing.
    if (!answer->contains("loaderId"_L1) || waitUntil([this] { return m_loaded; }, 20s, this, &Browser::loaded))
        return true;
    m_error = url + " was not loaded within 20 s"_L1;
    return false;
}

QJsonValue Browser::evaluate(const QString &expression)
{
    const auto answer = call(u"Runtime.evaluate"_s,
                             {{"expression"_L1, expression}, {"awaitPromise"_L1, true}, {"returnByValue"_L1, true}});
    if (!answer)
        return QJsonValue::Undefined;
    if (answer->contains("exceptionDetails"_L1)) {
        m_error = sentence(answer->value("exceptionDetails"_L1).toObject());
        return QJsonValue::Undefined;
    }
    return answer->value("result"_L1).toObject().value("value"_L1);
}

QJsonValue Browser::evaluateInWorker(const QString &expression)
{
    const QJsonObject kind{{"type"_L1, "shared_worker"_L1}};
    const auto targets = callBrowser(u"Target.getTargets"_s, {{"filter"_L1, QJsonArray{kind}}});
    QJsonValue value = QJsonValue::Undefined;
    const QString session = m_session;
    for (const QJsonValue &target : targets ? targets->value("targetInfos"_L1).toArray() : QJsonArray()) {
        const auto attached = callBrowser(u"Target.attachToTarget"_s,
                                          {{"targetId"_L1, target["targetId"_L1]}, {"flatten"_L1, true}});
        if (!attached)
            continue; // it has just ended
        m_session = attached->value("sessionId"_L1).toString();
        value = evaluate(expression);
        (void)callBrowser(u"Target.detachFromTarget"_s, {{"sessionId"_L1, m_session}});
    }
    m_session = session;
    return value;
}

bool Browser::waitFor(const QString &expression, std::chrono::milliseconds atMost)
{
    static constexpr auto script = R"js(new Promise((resolve) => {
        const end = (value) => { observer.disconnect(); clearInterval(pulse); clearTimeout(timeout); resolve(value); };
        const look = () => { let holds = false; try { holds = Boolean(%1); } catch { } if (holds) end(true); };
        const observer = new MutationObserver(look);
        const pulse = setInterval(look, 100); // sizes and focus change without the tree
        const timeout = setTimeout(() => end(false), %2);
        observer.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
        look();
    }))js"_L1;
    QDeadlineTimer deadline(atMost);
    while (!deadline.hasExpired()) {
        const qint64 left = deadline.remainingTime();
        const QString asked = QString(script).arg(expression, QString::number(left));
        const auto answer = call(u"Runtime.evaluate"_s,
                                 {{"expression"_L1, asked}, {"awaitPromise"_L1, true}, {"returnByValue"_L1, true}},
                                 std::chrono::milliseconds(left) + 5s);
        if (answer && answer->value("result"_L1).toObject().value("value"_L1).toBool())
            return true;
        if (answer && answer->contains("exceptionDetails"_L1)) {
            m_error = sentence(answer->value("exceptionDetails"_L1).toObject());
            return false;
        }
        if (m_socket.state() != QAbstractSocket::ConnectedState)
            return false;
    }
    m_error = "Not true within "_L1 + QString::number(atMost.count()) + " ms: "_L1 + expression;
    return false;
}

void Browser::emulate(QSize size, Device device, Scheme scheme)
{
    const bool phone = device == Device::Phone;
    const QJsonObject feature{{"name"_L1, "prefers-color-scheme"_L1},
                              {"value"_L1, scheme == Scheme::Light ? "light"_L1 : "dark"_L1}};
    const bool done = call(u"Emulation.setDeviceMetricsOverride"_s,
                           {{"width"_L1, size.width()},
                            {"height"_L1, size.height()},
                            {"deviceScaleFactor"_L1, phone ? 2 : 1},
                            {"mobile"_L1, phone}})
            && call(u"Emulation.setTouchEmulationEnabled"_s, {{"enabled"_L1, phone}})
            && call(u"Emulation.setEmulatedMedia"_s, {{"features"_L1, QJsonArray{feature}}});
    if (!done)
        m_problems << "Emulation failed: "_L1 + m_error;
}

void Browser::block(const QStringList &patterns)
{
    if (!call(u"Network.enable"_s)
        || !call(u"Network.setBlockedURLs"_s, {{"urls"_L1, QJsonArray::fromStringList(patterns)}}))
        m_problems << "Blocking failed: "_L1 + m_error;
}

QByteArray Browser::screenshot()
{
    const auto answer = call(u"Page.captureScreenshot"_s, {{"format"_L1, "png"_L1}});
    return answer ? QByteArray::fromBase64(answer->value("data"_L1).toString().toLatin1()) : QByteArray();
}

QStringList Browser::takeProblems()
{
    return std::exchange(m_problems, {});
}

std::optional<QJsonObject> Browser::call(const QString &method, const QJsonObject &parameters,
                                         std::chrono::milliseconds atMost)
{
    const int id = ++m_lastCall;
    QJsonObject message{{"id"_L1, id}, {"method"_L1, method}, {"params"_L1, parameters}};
    if (!m_session.isEmpty())
        message.insert("sessionId"_L1, m_session);
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    if (!waitUntil([this, id] { return m_answers.contains(id); }, atMost, this, &Browser::answered)) {
        m_error = method + ": no answer from the browser"_L1;
        return std::nullopt;
    }
    const QJsonObject answer = m_answers.take(id);
    if (answer.contains("error"_L1)) {
        m_error = method + ": "_L1 + answer.value("error"_L1).toObject().value("message"_L1).toString();
        return std::nullopt;
    }
    return answer.value("result"_L1).toObject();
}

std::optional<QJsonObject> Browser::callBrowser(const QString &method, const QJsonObject &parameters)
{
    const QString session = std::exchange(m_session, {});
    auto answer = call(method, parameters);
    m_session = session;
    return answer;
}

void Browser::receive(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    if (message.contains("id"_L1)) {
        m_answers.insert(message.value("id"_L1).toInt(), message);
        Q_EMIT answered();
    } else {
        note(message.value("method"_L1).toString(), message.value("params"_L1).toObject());
    }
}

void Browser::note(const QString &method, const QJsonObject &parameters)
{
    if (method == "Page.loadEventFired"_L1) {
        m_loaded = true;
        Q_EMIT loaded();
    } else if (method == "Runtime.exceptionThrown"_L1) {
        m_problems << "exception: "_L1 + sentence(parameters.value("exceptionDetails"_L1).toObject());
    } else if (method == "Runtime.consoleAPICalled"_L1 && parameters.value("type"_L1) == "error"_L1) {
        m_problems << "console: "_L1
                        + QString::fromUtf8(
                                QJsonDocument(parameters.value("args"_L1).toArray()).toJson(QJsonDocument::Compact));
    } else if (method == "Log.entryAdded"_L1) {
        const QJsonObject entry = parameters.value("entry"_L1).toObject();
        if (entry.value("level"_L1) == "error"_L1)
            m_problems << entry.value("source"_L1).toString() + ": "_L1 + entry.value("text"_L1).toString() + u' '
                            + entry.value("url"_L1).toString();
    }
}

} // namespace tallywall::test
