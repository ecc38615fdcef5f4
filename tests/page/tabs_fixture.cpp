// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/page/tabs_fixture.h"

#include <QRegularExpression>
#include <QtTest>

namespace tallywall::test {

using namespace Qt::StringLiterals;

void TabsFixture::init()
{
    for (const int tab : std::as_const(m_tabs))
        QVERIFY(tab == 0 || m_browser.close(tab));
    m_tabs = {0};
    QVERIFY(m_browser.show(0));
    QVERIFY(openAnew(u"/#/overview"_s));
}

bool TabsFixture::openTab(const QString &script)
{
    return openTabAt(m_wall.url(u"/#/overview"_s), script);
}

bool TabsFixture::openTabAt(const QString &address, const QString &script)
{
    const int tab = m_browser.newTab();
    if (tab < 0)
        return false;
    m_browser.emulate({1280, 800});
    m_tabs.append(tab);
    return (script.isEmpty() || m_browser.runAtStart(script)) && m_browser.open(address) && waitFor(live);
}

int TabsFixture::streams()
{
    static const QRegularExpression pattern(u"tallywall_subscribers\\{kind=\"sse\"\\} (\\d+)"_s);
    const auto match = pattern.match(QString::fromUtf8(m_wall.ask("GET", "/metrics").body));
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

bool TabsFixture::postAll(const QString &name, int first, int last)
{
    for (int i = first; i <= last; ++i) {
        if (post(u"%1 %2"_s.arg(name).arg(i), 7) <= 0)
            return false;
    }
    return true;
}

bool TabsFixture::shows(const QString &name, int last)
{
    QStringList expected;
    for (int i = last; i >= 1; --i)
        expected.append(u"%1 %2"_s.arg(name).arg(i));
    return waitFor(
            u"[...document.querySelectorAll('[data-testid=live] .what b')].map((who) => who.textContent).filter((who) => who.startsWith('%1 ')).join() === %2"_s
                    .arg(name, quoted(expected.join(u','))));
}

bool TabsFixture::showsWhatIsStored()
{
    QStringList stored;
    const QJsonArray results = m_wall.ask("GET", "/results?limit=100").json().value("results"_L1).toArray();
    for (const QJsonValue &record : results)
        stored.append(QString::number(record["id"_L1].toInteger()));
    return open(u"/#/results"_s)
            && waitFor(
                    u"[...document.querySelectorAll('[data-testid=results-table] tbody tr')].slice(0, 100).map((row) => row.dataset.id).join() === '%1'"_s
                            .arg(stored.join(u',')))
            && open(u"/#/overview"_s);
}

bool TabsFixture::watchTree()
{
    return waitFor(u"document.hidden"_s)
            && m_browser
                       .evaluate(
                               u"new Promise((done) => setTimeout(done, 500)).then(() => { window.changes = 0; new "
                               u"MutationObserver((list) => window.changes += "
                               u"list.length)"
                               ".observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true}); return true; })"_s)
                       .toBool();
}

} // namespace tallywall::test
