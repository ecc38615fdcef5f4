// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_screen.h"
#include "ui/shell/reach.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/secret_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

const QString token = u"tw_4f1e2d3c4b5a69788796a5b4c3d2e1f0"_s;
const QString secret = u"9c1de55aa0b87741f2d3"_s;

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_screen = std::make_unique<SettingsScreen>(
                AboutWall{u"0.1.0"_s, u"/home/ada/<b>wall</b>"_s, {"4711", "a1b2c3", secret.toLatin1()}});
        m_screen->setReach({{u"http://192.168.1.5:4321"_s, u"http://10.0.0.7:4321"_s}, token});
        m_screen->resize(1024, 700);
        m_screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_screen.get()));
    }

    void everyAddressIsThere()
    {
        QVERIFY(lineWith(u"http://192.168.1.5:4321"_s));
        QVERIFY(lineWith(u"http://10.0.0.7:4321"_s));
        m_screen->setReach({{u"http://192.168.1.9:4321"_s}, token});
        QVERIFY(!lineWith(u"http://10.0.0.7:4321"_s));
    }

    void theKeyboardStaysWhereItIsWhenAddressesChange()
    {
        auto *copy = lineWith(u"http://192.168.1.5:4321"_s)->findChild<QPushButton *>();
        copy->setFocus();
        m_screen->setReach({{u"http://192.168.1.9:4321"_s, u"http://10.0.0.7:4321"_s}, token});
        QVERIFY(copy->isVisible());
        QCOMPARE(m_screen->focusWidget(), copy);
        QVERIFY(lineWith(u"http://192.168.1.9:4321"_s)->isAncestorOf(copy));
    }

    void secretsAreHiddenUntilAskedFor()
    {
        QVERIFY(!showsText(token));
        QVERIFY(!showsText(secret));
        for (const CopyLine *line : m_screen->findChildren<CopyLine *>())
            QVERIFY(!line->shownText().contains(token) && !line->shownText().contains(secret));
        for (const SecretLine *line : m_screen->findChildren<SecretLine *>())
            line->findChildren<QPushButton *>().at(0)->click(); // Show
        QVERIFY(showsText(token));
        QVERIFY(showsText(secret));
        m_screen->setReach({{}, u"tw_another"_s});
        QVERIFY(!showsText(u"tw_another"_s)); // what was asked for was another one
    }

    void secretsAreCopiedWithoutBeingShown()
    {
        m_screen->findChildren<SecretLine *>().at(1)->findChildren<QPushButton *>().at(1)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), secret);
        QVERIFY(!showsText(secret));
    }

    void pusherClientsAreToldWhereToGo()
    {
        const CopyLine *client = lineWith(u"wsHost"_s);
        QVERIFY(client);
        QCOMPARE(client->copiedText(),
                 u"new Pusher('a1b2c3', { wsHost: '192.168.1.5', wsPort: 4321, forceTLS: false, "
                 "enabledTransports: ['ws'], cluster: 'wall' })"_s);
        const CopyLine *server = lineWith(u"appId"_s);
        QVERIFY(server);
        QVERIFY(server->copiedText().contains(u"secret: '%1', host: '192.168.1.5', port: '4321'"_s.arg(secret)));
    }

    void aFolderIsPlainText()
    {
        for (const QLabel *label : m_screen->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(showsText(u"/home/ada/<b>wall</b>"_s));
    }

private:
    [[nodiscard]] const CopyLine *lineWith(const QString &text) const
    {
        for (const CopyLine *line : m_screen->findChildren<CopyLine *>()) {
            if (line->shownText().contains(text))
                return line;
        }
        return nullptr;
    }

    [[nodiscard]] bool showsText(const QString &text) const
    {
        const auto labels = m_screen->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->text().contains(text); });
    }

    std::unique_ptr<SettingsScreen> m_screen;
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
