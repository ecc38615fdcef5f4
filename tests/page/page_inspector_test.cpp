// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The inspector of deliveries in a real browser against the real program.
#include "tests/page/page_fixture.h"

#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

namespace {

const QString rows = u"[...document.querySelectorAll('[data-testid=deliveries-table] tbody tr')]"_s;

QString act(const QString &word)
{
    return u"[...document.querySelectorAll('.act')].find((button) => button.textContent === %1)"_s.arg(quoted(word));
}

} // namespace

class PageInspectorTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void everyDeliveryIsListed()
    {
        QVERIFY(deliverPipeline("shop/<b>api</b>", 7, "main", "failed"));
        QVERIFY(m_wall.ask("POST", "/hooks", "no json at all").status >= 400);
        QVERIFY(openAnew(u"/#/ci/deliveries"_s));
        QVERIFY(waitFor(rows + ".length === 2"_L1));
        QVERIFY(waitFor(rows + "[1].dataset.outcome === 'recorded'"_L1));
        QVERIFY(waitFor(rows + "[1].textContent.includes('shop/<b>api</b>')"_L1));
        QVERIFY(waitFor(rows + "[0].dataset.outcome === 'refused' || "_L1 + rows
                        + "[0].dataset.outcome === 'invalid'"_L1));
    }

    // A run that changes says that there was a delivery.
    void aNewOneComesByItself()
    {
        QVERIFY(deliverPipeline("shop/web", 8, "main", "success"));
        QVERIFY(waitFor(rows + ".length === 3 && "_L1 + rows + "[0].textContent.includes('shop/web')"_L1));
    }

    void aDeliveryIsShownWholeAndAsText()
    {
        QVERIFY(click(rows + "[2].querySelector('a')"_L1));
        QVERIFY(waitFor(marked(u"body"_s)
                        + ".textContent.includes('\"path_with_namespace\": \"shop/<b>api</b>\"')"_L1));
        QVERIFY(waitFor(marked(u"headers"_s) + ".textContent.includes('X-Gitlab-Event')"_L1));
        QVERIFY(waitFor(marked(u"outcome"_s) + ".querySelector('a').hash.startsWith('#/ci/run/')"_L1));
        QVERIFY(waitFor(marked(u"proof"_s) + ".textContent.length > 10"_L1));
        QCOMPARE(m_browser.evaluate(u"document.querySelectorAll('main b').length"_s).toInt(), 0);
    }

    void theListBesideItStillTellsThemApart()
    {
        m_browser.emulate({1280, 720});
        for (const QString &name : {u"outcome"_s, u"event"_s, u"project"_s, u"when"_s})
            QVERIFY2(waitFor(rows + "[2].querySelector('.%1').clientWidth > 90"_L1.arg(name)), qPrintable(name));
        QVERIFY(waitFor(rows + "[2].querySelector('.project .own').offsetParent"_L1));
        m_browser.emulate({1280, 800});
    }

    void itIsReplayed()
    {
        QVERIFY(click(act(u"Replay"_s)));
        QVERIFY(waitFor(marked(u"replay-answer"_s) + ".textContent.startsWith('Replayed')"_L1));
        QVERIFY(waitFor(rows + ".length === 4 && "_L1 + rows + "[0].textContent.includes('replay')"_L1));
    }

    void itIsSentOnceMoreByACommand()
    {
        const QString command
                = m_browser
                          .evaluate(
                                  u"Promise.all([import('/assets/models/delivery_words.js'), fetch('/ci/deliveries/1').then((answer) => answer.json())]).then(([words, delivery]) => words.curlOf(delivery, location.origin))"_s)
                          .toString();
        QVERIFY2(command.startsWith("curl "_L1), qPrintable(command));
        QProcess shell;
        shell.start(u"bash"_s, {u"-c"_s, command + " --silent --show-error --fail"_L1});
        QVERIFY(shell.waitForFinished(20000));
        QCOMPARE(shell.exitCode(), 0);
        QTRY_COMPARE(m_wall.ask("GET", "/ci/deliveries").json()["deliveries"_L1].toArray().size(), 5);
    }

    void itIsSavedAsAFile()
    {
        QVERIFY(m_browser
                        .evaluate(
                                u"((real) => { URL.createObjectURL = (blob) => { blob.text().then((text) => window.saved = text); return real.call(URL, blob); }; return true; })(URL.createObjectURL)"_s)
                        .toBool());
        QVERIFY(click(act(u"Save as fixture"_s)));
        QVERIFY(waitFor(u"window.saved"_s));
        const QJsonObject saved = QJsonDocument::fromJson(m_browser.evaluate(u"window.saved"_s).toString().toUtf8())
                                          .object();
        QCOMPARE(saved["provider"_L1].toString(), u"gitlab"_s);
        QVERIFY(saved["headers"_L1].toObject().contains("X-Gitlab-Event"_L1));
        QVERIFY(saved["body"_L1].toString().contains("shop/<b>api</b>"_L1));
    }

    void aDeliverySaysThatItsRunWasRemoved()
    {
        letComplain(u"404"_s);
        const int before = timesAsked(u"/ci/runs/"_s);
        QVERIFY(remove("shop%2Fweb", "main")); // not its run
        QVERIFY(remove("shop%2F%3Cb%3Eapi%3C%2Fb%3E", "main"));
        QVERIFY(waitFor(marked(u"outcome"_s) + ".textContent.endsWith('Its run was removed from the wall.')"_L1));
        QCOMPARE(timesAsked(u"/ci/runs/"_s), before + 1);
    }

    void theyAreFilteredByTheirOutcome()
    {
        QVERIFY(open(u"/#/ci/deliveries"_s));
        QVERIFY(waitFor(u'!' + marked(u"delivery"_s) + ".offsetParent"_L1));
        QVERIFY(choose(u"deliveries-outcome"_s, u"recorded"_s));
        QVERIFY(waitFor(rows + ".length > 0 && "_L1 + rows + ".every((row) => row.dataset.outcome === 'recorded')"_L1));
        QCOMPARE(m_browser.evaluate(u"location.hash"_s).toString(), u"#/ci/deliveries?outcome=recorded"_s);
    }

    // To the browser that is another machine, and to the wall a host that is not loopback.
    void fromElsewhereTheTokenIsAskedForOnce()
    {
        letComplain(u"401"_s);
        const QString address = m_wall.url(u"/#/ci/deliveries"_s).replace("127.0.0.1"_L1, "wall.test"_L1);
        QVERIFY(m_browser.open(address));
        QVERIFY(enter(u"token"_s, u"not the token"_s));
        QVERIFY(waitFor(u"document.querySelector('dialog[open] .wrong').textContent.includes('does not know')"_s));
        QVERIFY(enter(u"token"_s, QString::fromLatin1(m_wall.token())));
        QVERIFY(waitFor(rows + ".length > 0"_L1));
        QVERIFY(waitFor(
                u"!Object.values({...localStorage}).some((value) => value === sessionStorage['tallywall.token'])"_s));
    }

    void whoHasNoTokenIsToldWhatItTakes()
    {
        letComplain(u"401"_s);
        QVERIFY(m_browser.evaluate(u"(sessionStorage.clear(), true)"_s).toBool());
        QVERIFY(m_browser.open(u"about:blank"_s));
        QVERIFY(m_browser.open(m_wall.url(u"/#/ci/deliveries"_s).replace("127.0.0.1"_L1, "wall.test"_L1)));
        QVERIFY(click(u"document.querySelector('dialog[open] button.plain')"_s));
        QVERIFY(waitFor(marked(u"locked"_s) + ".offsetParent"_L1));
    }
};

QTEST_GUILESS_MAIN(PageInspectorTest)
#include "page_inspector_test.moc"
