// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /, /example and /assets/…: the embedded page, its headers, and nothing but it.
#include "tests/support/live.h"

#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thePageComesWithItsPolicy_data() { pages(); }
    void thePageComesWithItsPolicy();
    void everythingThePageNamesIsThere_data() { pages(); }
    void everythingThePageNamesIsThere();
    void aModuleNamesTheBuild();
    void anETagSavesTheBody();
    void itComesPlainOrCompressed();
    void nothingElseIsServed_data();
    void nothingElseIsServed();

private:
    static void pages();

    Wall m_wall;
};

void PageRoutesTest::initTestCase()
{
    QVERIFY(m_wall.start());
}

void PageRoutesTest::pages()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("the page") << "/"_ba;
    QTest::newRow("the example") << "/example"_ba;
}

void PageRoutesTest::thePageComesWithItsPolicy()
{
    QFETCH(QByteArray, path);
    const Answer page = m_wall.ask("GET", path);
    QCOMPARE(page.status, 200);
    QCOMPARE(page.field("Content-Type"), "text/html; charset=utf-8"_ba);
    const QByteArray policy = page.field("Content-Security-Policy");
    QVERIFY(policy.contains("default-src 'none'"));
    QVERIFY(policy.contains("script-src 'self'"));
    QVERIFY(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"));
    QCOMPARE(page.field("X-Content-Type-Options"), "nosniff"_ba);
    QCOMPARE(page.field("Referrer-Policy"), "no-referrer"_ba);
    QVERIFY(page.field("Cache-Control").contains("no-cache"));
    // What the policy would refuse is not in it.
    QVERIFY(!QRegularExpression(u"<script(?![^>]*\\bsrc=)|\\son[a-z]+=|\\sstyle=|<style"_s)
                     .match(QString::fromUtf8(page.body))
                     .hasMatch());
}

void PageRoutesTest::everythingThePageNamesIsThere()
{
    QFETCH(QByteArray, path);
    const QString html = QString::fromUtf8(m_wall.ask("GET", path).body);
    static const QRegularExpression pattern(u"(?:src|href)=\"(/?assets/[^\"]+)\""_s);
    int found = 0;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(html)) {
        QByteArray name = match.captured(1).toUtf8();
        if (!name.startsWith('/'))
            name.prepend('/');
        const Answer asset = m_wall.ask("GET", name);
        QVERIFY2(asset.status == 200, name.constData());
        const QByteArray type = asset.field("Content-Type");
        if (name.endsWith(".js"))
            QVERIFY(type.startsWith("text/javascript"));
        if (name.endsWith(".css"))
            QVERIFY(type.startsWith("text/css"));
        QVERIFY(!asset.field("ETag").isEmpty());
        ++found;
    }
    QVERIFY(found >= 2);
}

void PageRoutesTest::aModuleNamesTheBuild()
{
    const Answer build = m_wall.ask("GET", "/assets/build.js");
    QCOMPARE(build.status, 200);
    QVERIFY(build.field("Content-Type").startsWith("text/javascript"));
    QVERIFY(QRegularExpression(u"^export const build = '[0-9a-f]{16}';\n$"_s)
                    .match(QString::fromUtf8(build.body))
                    .hasMatch());
    QCOMPARE(m_wall.ask("GET", "/assets/build.js", {}, {{"Accept-Encoding", "gzip"}}).field("Content-Encoding"),
             "gzip"_ba);
}

void PageRoutesTest::anETagSavesTheBody()
{
    const QByteArray etag = m_wall.ask("GET", "/").field("ETag");
    QVERIFY(!etag.isEmpty());
    for (const QByteArray &condition : {etag, "\"x\", " + etag, "*"_ba}) {
        const Answer answer = m_wall.ask("GET", "/", {}, {{"If-None-Match", condition}});
        QCOMPARE(answer.status, 304);
        QCOMPARE(answer.field("ETag"), etag);
        QVERIFY(answer.body.isEmpty());
    }
    QCOMPARE(m_wall.ask("GET", "/", {}, {{"If-None-Match", "W/\"x\""}}).status, 200);
}

void PageRoutesTest::itComesPlainOrCompressed()
{
    const Answer plain = m_wall.ask("GET", "/");
    const Answer compressed = m_wall.ask("GET", "/", {}, {{"Accept-Encoding", "gzip, br"}});
    QCOMPARE(plain.field("Content-Encoding"), QByteArray());
    QCOMPARE(compressed.field("Content-Encoding"), "gzip"_ba);
    for (const Answer &answer : {plain, compressed})
        QVERIFY(answer.field("Vary").contains("Accept-Encoding"));
    QVERIFY(plain.body.contains("<!doctype html>") || plain.body.contains("<!DOCTYPE html>"));
    QVERIFY(compressed.body.size() < plain.body.size());
    QProcess gunzip;
    gunzip.start(u"gzip"_s, {u"-dc"_s});
    gunzip.write(compressed.body);
    gunzip.closeWriteChannel();
    QVERIFY(gunzip.waitForFinished());
    QCOMPARE(gunzip.readAllStandardOutput(), plain.body);
}

void PageRoutesTest::nothingElseIsServed_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path :
         {"/assets/none.js", "/assets/", "/assets", "/assets/../token", "/assets/..%2f..%2fetc/passwd",
          "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd", "/assets/./index.html", "/assets/%00",
          "/assets/index.html%00.js", "/assets/..\\token", "/index.html.gz", "/assets/index.html.gz", "/token",
          "/tallywall.sqlite", "/assets/:/icons/tallywall.svg", "/favicon.ico/"})
        QTest::newRow(path) << QByteArray(path);
}

void PageRoutesTest::nothingElseIsServed()
{
    QFETCH(QByteArray, path);
    const Answer answer = m_wall.ask("GET", path);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.field("Content-Type"), "application/problem+json"_ba);
}

QTEST_GUILESS_MAIN(PageRoutesTest)
#include "page_routes_test.moc"
