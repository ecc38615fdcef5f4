// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/page/page_fixture.h"

#include <QJsonDocument>
#include <QtTest>

namespace tallywall::test {

using namespace Qt::StringLiterals;

void PageFixture::addModelColumns()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("answer");
}

void PageFixture::addModelRow(const char *name, const char *file, const QString &call, const QString &answer)
{
    QTest::newRow(name) << QString::fromLatin1(file) << call << answer;
}

void PageFixture::checkModelRow()
{
    QFETCH(QString, file);
    QFETCH(QString, call);
    QFETCH(QString, answer);
    QCOMPARE(answerOf(file, call), answer);
}

void PageFixture::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("TALLYWALL_BINARY"), "TALLYWALL_BINARY names the program under test");
    QVERIFY(m_wall.start());
    QVERIFY2(m_browser.start(), qPrintable(m_browser.error()));
    m_browser.emulate({1280, 800});
    QVERIFY(open({}));
    QVERIFY(waitFor(live));
}

void PageFixture::cleanup()
{
    QStringList problems = m_browser.takeProblems();
    problems.removeIf([this](const QString &problem) {
        return std::any_of(m_expected.cbegin(), m_expected.cend(),
                           [&problem](const QString &expected) { return problem.contains(expected); });
    });
    m_expected.clear();
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
}

bool PageFixture::open(const QString &path)
{
    const bool opened = m_browser.open(m_wall.url(path));
    if (!opened)
        qWarning().noquote() << m_browser.error();
    return opened;
}

bool PageFixture::openAnew(const QString &path)
{
    return m_browser.open(u"about:blank"_s) && open(path) && waitFor(live);
}

bool PageFixture::waitFor(const QString &expression)
{
    const bool holds = m_browser.waitFor(expression);
    if (!holds)
        qWarning().noquote() << m_browser.error();
    return holds;
}

QString PageFixture::textOf(const QString &expression)
{
    return m_browser.evaluate(expression + ".textContent"_L1).toString();
}

bool PageFixture::choose(const QString &control, const QString &value)
{
    return m_browser
            .evaluate(
                    u"(() => { const control = document.querySelector('[data-testid=%1]'); control.value = %2;"
                    "['input', 'change'].forEach((kind) => control.dispatchEvent(new Event(kind))); return true; })()"_s
                            .arg(control, quoted(value)))
            .toBool();
}

qint64 PageFixture::post(const QString &name, double time)
{
    const QJsonObject record{{"name"_L1, name}, {"time"_L1, time}};
    return m_wall.ask("POST", "/results", QJsonDocument(record).toJson()).json().value("id"_L1).toInteger();
}

bool PageFixture::post(const QJsonArray &records)
{
    return m_wall.ask("POST", "/results", QJsonDocument(records).toJson(QJsonDocument::Compact)).status == 201;
}

bool PageFixture::deliver(const QByteArray &kind, const QByteArray &hook)
{
    const Fields fields{{"X-Gitlab-Event", kind}, {"Content-Type", "application/json"}};
    return m_wall.ask("POST", "/hooks/gitlab", hook, fields).status == 202;
}

bool PageFixture::deliverPipeline(const QByteArray &project, int id, const QByteArray &ref, const QByteArray &status)
{
    return deliver("Pipeline Hook",
                   R"({"object_kind":"pipeline","object_attributes":{"duration":3,"id":)" + QByteArray::number(id)
                           + R"(,"ref":")" + ref + R"(","status":")" + status
                           + R"(","finished_at":"2026-11-20T22:36:00Z"},"project":{"path_with_namespace":")" + project
                           + R"("}})");
}

bool PageFixture::remove(const QByteArray &project, const QByteArray &ref)
{
    return m_wall.ask("DELETE", "/ci?provider=gitlab&project=" + project + "&ref=" + ref).status == 200;
}

int PageFixture::timesAsked(const QString &path)
{
    return m_browser
            .evaluate(
                    u"performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(location.origin + %1)).length"_s
                            .arg(quoted(path)))
            .toInt();
}

bool PageFixture::publish(const QByteArray &type, const QByteArray &data)
{
    return notify(R"({"collection":"ci","type":")" + type + R"(","data":)" + data + '}');
}

bool PageFixture::notify(const QByteArray &event)
{
    const int status = m_wall.ask("POST", "/notify", event).status;
    return status == 201 || status == 202;
}

QString PageFixture::answerOf(const QString &module, const QString &call)
{
    return m_browser.evaluate(u"import('/assets/%1.js').then(async (m) => String(%2))"_s.arg(module, call)).toString();
}

bool PageFixture::click(const QString &element)
{
    return waitFor(element) && m_browser.evaluate(u'(' + element + ".click(), true)"_L1).toBool();
}

bool PageFixture::enter(const QString &field, const QString &text)
{
    const QString input = "document.querySelector('dialog[open] [data-testid=%1]')"_L1.arg(field);
    return waitFor(input)
            && m_browser.evaluate(u"(%1.value = %2, %1.form.requestSubmit(), true)"_s.arg(input, quoted(text)))
                       .toBool();
}

bool PageFixture::letSummarySay(const QString &change)
{
    const QString script = u"(() => { self.realFetch ||= self.fetch; self.fetch = async (path, options) => {"
                           "const answer = await self.realFetch(path, options); if (path !== '/summary') return answer;"
                           "const body = await answer.json(); const headers = new Headers(answer.headers); %1;"
                           "return new Response(JSON.stringify(body), { headers }); }; return true; })()"_s;
    // A tab that is looked at asks for it.
    return m_browser.evaluateInWorker(script.arg(change)).toBool()
            && m_browser.evaluate(u"document.dispatchEvent(new Event('visibilitychange'))"_s).toBool();
}

QString rowOf(qint64 id)
{
    return u"document.querySelector('[data-testid=results-table] [data-id=\"%1\"]')"_s.arg(id);
}

QString allCells(const QString &name)
{
    return u"[...document.querySelectorAll('[data-testid=results-table] td.%1')].map((cell) => cell.textContent)"_s.arg(
            name);
}

QString marked(const QString &testid)
{
    return u"document.querySelector('[data-testid=%1]')"_s.arg(testid);
}

QString tileOf(const QString &project)
{
    return u"[...document.querySelectorAll('[data-testid=ci-wall] .run-tile')].find((tile) => tile.querySelector('.name')?.title === %1)"_s
            .arg(quoted(project));
}

QString quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

} // namespace tallywall::test
