// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page in a real browser against the real program.
#include "tests/support/browser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

// The program under test, on one port and one data folder through all its starts.
class Program
{
public:
    [[nodiscard]] bool start()
    {
        if (m_port == 0) {
            QTcpServer finder;
            if (!finder.listen(QHostAddress::LocalHost))
                return false;
            m_port = finder.serverPort();
        }
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(qEnvironmentVariable("TALLYWALL_BINARY"),
                        {u"--headless"_s, u"--port"_s, QString::number(m_port), u"--data"_s, m_data.path()});
        QByteArray line;
        while (!line.contains('\n') && m_process.waitForReadyRead(20000))
            line += m_process.readAllStandardOutput();
        return line.startsWith("listening on http://");
    }

    [[nodiscard]] bool stop()
    {
        m_process.terminate();
        return m_process.waitForFinished(10000) && m_process.exitCode() == 0;
    }

    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished(5000);
    }

    [[nodiscard]] QString address(const QString &path = {}) const
    {
        return "http://127.0.0.1:"_L1 + QString::number(m_port) + path;
    }

private:
    QTemporaryDir m_data;
    QProcess m_process;
    quint16 m_port = 0;
};

// Runs the real curl; what the server answered, or nothing when it refused.
QByteArray curl(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(u"curl"_s, QStringList{u"--silent"_s, u"--show-error"_s, u"--fail-with-body"_s} + arguments);
    if (!process.waitForFinished(20000) || process.exitCode() != 0)
        return {};
    return process.readAllStandardOutput();
}

qint64 idIn(const QByteArray &answer)
{
    return QJsonDocument::fromJson(answer).object().value("id"_L1).toInteger();
}

QString quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

constexpr auto live = "document.querySelector('[data-testid=connection]').dataset.state === 'live'"_L1;
constexpr auto away = "document.querySelector('[data-testid=connection]').dataset.state === 'away'"_L1;

QString rowOf(qint64 id)
{
    return u"document.querySelector('[data-testid=results-table] [data-id=\"%1\"]')"_s.arg(id);
}

QString allCells(const QString &name)
{
    return u"[...document.querySelectorAll('[data-testid=results-table] td.%1')].map((cell) => cell.textContent)"_s.arg(
            name);
}

} // namespace

class PageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(qEnvironmentVariableIsSet("TALLYWALL_BINARY"), "TALLYWALL_BINARY names the program under test");
        QVERIFY(m_program.start());
        QVERIFY2(m_browser.start(), qPrintable(m_browser.error()));
        m_browser.emulate({1280, 800});
        QVERIFY2(m_browser.open(m_program.address()), qPrintable(m_browser.error()));
        QVERIFY2(m_browser.waitFor(live), qPrintable(m_browser.error()));
    }

    // Nothing in any test may have upset the browser. Loads that fail while the server is stopped are the one exception.
    void cleanup()
    {
        QStringList problems = m_browser.takeProblems();
        if (m_serverWasStopped)
            problems.removeIf([](const QString &problem) { return problem.contains("net::ERR_"_L1); });
        m_serverWasStopped = false;
        QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    }

    void anEmptyWallSaysHowToPostAndTheCommandWorks()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/results"_s)));
        QVERIFY(waitFor(u"document.querySelector('.view.results .empty').offsetParent"_s));
        const QString command = m_browser.evaluate(u"document.querySelector('.view.results .empty code').textContent"_s)
                                        .toString();
        QVERIFY2(command.startsWith("curl "_L1), qPrintable(command));
        const qint64 id = idIn(curl(QProcess::splitCommand(command).sliced(1)));
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QVERIFY(waitFor(u"!document.querySelector('.view.results .empty').offsetParent"_s));
    }

    void aPostedResultAppearsAsTheFirstRow()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/results"_s)));
        const qint64 id = idIn(
                curl({u"-d"_s, u"name=Grace"_s, u"-d"_s, u"time=9.81"_s, m_program.address(u"/results"_s)}));
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".querySelector('.name').textContent"_L1).toString(), u"Grace"_s);
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".querySelector('.number').textContent"_L1).toString(), u"9.81"_s);
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".previousElementSibling"_L1), QJsonValue(QJsonValue::Null));
    }

    void aCorrectedResultChangesItsRowAndADeletedOneLeaves()
    {
        const qint64 id = idIn(curl({u"-d"_s, u"name=Lin"_s, u"-d"_s, u"time=20"_s, m_program.address(u"/results"_s)}));
        const QString place = m_program.address(u"/results/%1"_s.arg(id));
        QVERIFY(waitFor(rowOf(id)));
        QVERIFY(!curl({u"-X"_s, u"PUT"_s, u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                       u"{\"name\":\"Linus\",\"time\":21.5}"_s, place})
                         .isEmpty());
        QVERIFY(waitFor(rowOf(id) + ".textContent.startsWith('Linus21.50')"_L1));
        curl({u"-X"_s, u"DELETE"_s, place});
        QVERIFY(waitFor(u'!' + rowOf(id)));
    }

    void htmlInANameIsShownAsText()
    {
        const QString name = u"<img src=x onerror=\"document.title='broken'\"><b>Bo</b>"_s;
        const qint64 id = idIn(curl(
                {u"--data-urlencode"_s, "name="_L1 + name, u"-d"_s, u"time=3"_s, m_program.address(u"/results"_s)}));
        QVERIFY(id > 0);
        QVERIFY(waitFor(rowOf(id)));
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".querySelector('.name').textContent"_L1).toString(), name);
        QCOMPARE(m_browser.evaluate(rowOf(id) + ".querySelectorAll('img, b').length"_L1).toInt(), 0);
        QVERIFY(m_browser.open(m_program.address(u"/#/overview"_s)));
        QVERIFY(waitFor("document.querySelector('[data-testid=live]').textContent.includes(%1)"_L1.arg(quoted(name))));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('main img').length"_s).toInt(), 0);
    }

    void theTableCanBeFilteredAndOrdered()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/results"_s)));
        QVERIFY(choose(u"results-filter"_s, u"grace"_s));
        QVERIFY(waitFor(allCells(u"name"_s) + ".every((text) => text === 'Grace')"_L1));
        QVERIFY(choose(u"results-filter"_s, {}));
        QVERIFY(choose(u"results-order"_s, u"fastest"_s));
        QVERIFY(waitFor(allCells(u"number"_s) + ".length > 2"_L1));
        QVERIFY(waitFor(allCells(u"number"_s)
                        + ".every((text, row, all) => row === 0 || Number(all[row - 1]) <= Number(text))"_L1));
        QVERIFY(choose(u"results-order"_s, u"newest"_s));
    }

    void aPipelineWebhookShowsInTheTable()
    {
        const QString file = qEnvironmentVariable("TALLYWALL_SOURCE") + "/tests/page/data/failed_pipeline.json"_L1;
        QVERIFY(m_browser.open(m_program.address(u"/#/ci"_s)));
        QVERIFY(!curl({u"-H"_s, u"X-Gitlab-Event: Pipeline Hook"_s, u"-H"_s, u"Content-Type: application/json"_s,
                       u"--data-binary"_s, u'@' + file, m_program.address(u"/hooks/gitlab"_s)})
                         .isEmpty());
        QVERIFY(waitFor(u"document.querySelector('[data-testid=ci-table] [data-state=failed]')"_s));
        const auto textOf = [this](const QString &cell) {
            return m_browser
                    .evaluate("document.querySelector('[data-testid=ci-table] [data-state=failed] %1').textContent"_L1
                                      .arg(cell))
                    .toString();
        };
        QCOMPARE(textOf(u".project"_s), u"orchard/press"_s);
        QCOMPARE(textOf(u".ref"_s), u"release/2.4"_s);
        QCOMPARE(textOf(u".commit"_s), u"5f1d9c2a"_s);
        QCOMPARE(textOf(u".state .word"_s), u"failed"_s);
        QCOMPARE(textOf(u".number"_s), u"3:24"_s);
        QCOMPARE(m_browser.evaluate(u"document.querySelector('[data-testid=ci-table] .link a').rel"_s).toString(),
                 u"noopener noreferrer"_s);
        QCOMPARE(m_browser.evaluate(u"document.title"_s).toString(), u"1 failed · Tallywall"_s);
        QVERIFY(m_browser.open(m_program.address(u"/#/overview"_s)));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=tile-ci]').dataset.tone === 'failed'"_s));
        QVERIFY(waitFor(u"document.querySelector('[data-testid=attention]').textContent.includes('orchard/press')"_s));
    }

    void whatIsSaidAppears()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/messages"_s)));
        QVERIFY(!curl({u"-d"_s, u"name=Florian"_s, u"--data-urlencode"_s, u"message=<i>hi</i> & bye"_s,
                       m_program.address(u"/say"_s)})
                         .isEmpty());
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=messages] .said')?.textContent === '<i>hi</i> & bye'"_s));
    }

    void aPhoneGetsABottomBarAndNothingWiderThanItsScreen()
    {
        const QString bar = u"document.querySelector('.side').getBoundingClientRect()"_s;
        m_browser.emulate({390, 844}, Browser::Device::Phone, Browser::Scheme::Light);
        for (const QString &page : {u"overview"_s, u"results"_s, u"ci"_s, u"messages"_s}) {
            QVERIFY(m_browser.open(m_program.address("/#/"_L1 + page)));
            QVERIFY(waitFor(bar + ".width === innerWidth"_L1));
            QVERIFY(waitFor(bar + ".top > innerHeight / 2"_L1));
            QVERIFY(waitFor("Math.abs(innerHeight - "_L1 + bar + ".bottom) < 1"_L1));
            QVERIFY2(
                    waitFor(u"innerWidth === 390 && document.documentElement.scrollWidth <= 390 && document.querySelector('main').scrollWidth <= 390"_s),
                    qPrintable(page));
        }
        QCOMPARE(m_browser.evaluate(u"getComputedStyle(document.documentElement).backgroundColor"_s).toString(),
                 u"rgb(245, 247, 250)"_s);
        m_browser.emulate({1280, 800});
        QVERIFY(waitFor(bar + ".width === 208"_L1));
        QCOMPARE(m_browser.evaluate(u"getComputedStyle(document.documentElement).backgroundColor"_s).toString(),
                 u"rgb(17, 21, 28)"_s);
    }

    void tvModeHasNoControlsAndShowsTheClock()
    {
        QVERIFY(m_browser.open(m_program.address(u"/?tv"_s)));
        QVERIFY(waitFor(u"/^\\d\\d:\\d\\d$/.test(document.querySelector('[data-testid=clock]').textContent)"_s));
        QVERIFY(waitFor(u"document.querySelector('.in-trouble').textContent.includes('orchard/press')"_s));
        QCOMPARE(
                m_browser
                        .evaluate(
                                u"[...document.querySelectorAll('button, input, select, nav')].filter((control) => control.offsetParent).length"_s)
                        .toInt(),
                0);
        QVERIFY(m_browser.open(m_program.address()));
        QVERIFY(waitFor(live));
    }

    void aLongListIsBounded()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/results"_s)));
        QJsonArray records;
        for (int i = 0; i < 1500; ++i)
            records.append(QJsonObject{{"name"_L1, u"Runner %1"_s.arg(i)}, {"time"_L1, 30 + i * 0.01}});
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(QJsonDocument(records).toJson(QJsonDocument::Compact));
        file.close();
        QVERIFY(!curl({u"-H"_s, u"Content-Type: application/json"_s, u"--data-binary"_s, u'@' + file.fileName(),
                       m_program.address(u"/results"_s)})
                         .isEmpty());
        QVERIFY(waitFor(
                u"document.querySelector('[data-testid=results-table] td.name')?.textContent === 'Runner 1499'"_s));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length"_s)
                         .toInt(),
                 200);
        QVERIFY(m_browser.evaluate(u"document.querySelector('.more').click(), true"_s).toBool());
        QVERIFY(waitFor(u"document.querySelectorAll('[data-testid=results-table] tbody tr').length === 400"_s));
    }

    // The page's order of ids must be the store's, whatever came while the page was away.
    void afterAStopAndAStartNothingIsMissedOrDoubled()
    {
        QVERIFY(m_browser.open(m_program.address(u"/#/results"_s)));
        QVERIFY(waitFor(live));
        m_serverWasStopped = true;
        QVERIFY(m_program.stop());
        QVERIFY(waitFor(away));
        QVERIFY(m_program.start());
        QList<qint64> ids;
        for (int i = 0; i < 20; ++i) {
            ids.append(idIn(
                    curl({u"-d"_s, u"name=Back %1"_s.arg(i), u"-d"_s, u"time=7"_s, m_program.address(u"/results"_s)})));
            QVERIFY(ids.last() > 0);
        }
        QVERIFY(waitFor(live));
        QVERIFY(waitFor(rowOf(ids.last())));
        QJsonArray expected;
        const QJsonArray stored = QJsonDocument::fromJson(curl({m_program.address(u"/results?limit=200"_s)}))
                                          .object()
                                          .value("results"_L1)
                                          .toArray();
        for (const QJsonValue &record : stored)
            expected.append(QString::number(record.toObject().value("id"_L1).toInteger()));
        QCOMPARE(expected.size(), 200);
        const QJsonValue shown = m_browser.evaluate(
                u"[...document.querySelectorAll('[data-testid=results-table] tbody tr')].slice(0, 200).map((row) => row.dataset.id)"_s);
        QCOMPARE(shown.toArray(), expected);
    }

private:
    // Sets a control as a person would.
    bool choose(const QString &control, const QString &value)
    {
        return m_browser
                .evaluate(
                        u"(() => { const control = document.querySelector('[data-testid=%1]'); control.value = %2;"
                        "['input', 'change'].forEach((kind) => control.dispatchEvent(new Event(kind))); return true; })()"_s
                                .arg(control, quoted(value)))
                .toBool();
    }

    bool waitFor(const QString &expression)
    {
        const bool holds = m_browser.waitFor(expression);
        if (!holds)
            qWarning().noquote() << m_browser.error();
        return holds;
    }

    Program m_program;
    Browser m_browser;
    bool m_serverWasStopped = false;
};

QTEST_GUILESS_MAIN(PageTest)
#include "page_test.moc"
