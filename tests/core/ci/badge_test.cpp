// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/badge.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace tallywall;
using namespace tallywall::ci;

namespace {

struct Badge {
    QString title;
    QString aloud; // aria-label
    QStringList texts;
    QStringList fills; // of the rectangles that are drawn
    int width = 0;
    int drawn = 0; // as far as the rectangles reach
};

// Fails to have any text where it is not well-formed.
Badge read(const QByteArray &svg)
{
    Badge badge;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto attributes = xml.attributes();
        if (xml.name() == "svg"_L1) {
            badge.aloud = attributes.value("aria-label"_L1).toString();
            badge.width = attributes.value("width"_L1).toInt();
        } else if (xml.name() == "title"_L1) {
            badge.title = xml.readElementText();
        } else if (xml.name() == "text"_L1) {
            badge.texts.append(xml.readElementText());
        } else if (xml.name() == "rect"_L1 && attributes.hasAttribute("fill"_L1)) {
            badge.fills.append(attributes.value("fill"_L1).toString());
            badge.drawn = attributes.value("x"_L1).toInt() + attributes.value("width"_L1).toInt();
        }
    }
    return xml.hasError() ? Badge{} : badge;
}

// WCAG 2.1, "relative luminance" and "contrast ratio", against white.
double contrastToWhite(const QString &colour)
{
    const auto linear = [&colour](int at) {
        const double value = colour.sliced(at, 2).toInt(nullptr, 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 1.05 / (0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5) + 0.05);
}

QString token(const QString &name)
{
    QFile file(qEnvironmentVariable("TALLYWALL_SOURCE") + "/resources/theme/tokens.json"_L1);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject tokens = QJsonDocument::fromJson(file.readAll()).object();
    return tokens["colours"_L1][name]["light"_L1].toString();
}

} // namespace

class BadgeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStateHasItsWordAndColour_data();
    void eachStateHasItsWordAndColour();
    void aProjectThatIsNotKnownIsUnknown();
    void widthsFollowTheText();
    void textsOfStrangersStayTexts();
    void aLongLabelIsCut();
    void withoutALabelTheStateStandsAlone();
};

void BadgeTest::eachStateHasItsWordAndColour_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("name"); // of the token
    QTest::newRow("queued") << State::Queued << u"queued"_s << u"waiting"_s;
    QTest::newRow("waiting") << State::Waiting << u"waiting"_s << u"waiting"_s;
    QTest::newRow("running") << State::Running << u"running"_s << u"running"_s;
    QTest::newRow("failing") << State::Failing << u"failing"_s << u"failed"_s;
    QTest::newRow("success") << State::Success << u"passed"_s << u"success"_s;
    QTest::newRow("warning") << State::Warning << u"warning"_s << u"warning"_s;
    QTest::newRow("failed") << State::Failed << u"failed"_s << u"failed"_s;
    QTest::newRow("error") << State::Error << u"error"_s << u"failed"_s;
    QTest::newRow("canceled") << State::Canceled << u"canceled"_s << u"unknown"_s;
    QTest::newRow("skipped") << State::Skipped << u"skipped"_s << u"unknown"_s;
    QTest::newRow("unknown") << State::Unknown << u"unknown"_s << u"unknown"_s;
}

void BadgeTest::eachStateHasItsWordAndColour()
{
    QFETCH(const State, state);
    QFETCH(const QString, word);
    QFETCH(const QString, name);
    const Badge badge = read(badgeSvg(u"shop/api main"_s, state));
    QCOMPARE(badge.texts, (QStringList{u"shop/api main"_s, word}));
    QCOMPARE(badge.title, u"shop/api main: "_s + word);
    QCOMPARE(badge.aloud, badge.title);
    QCOMPARE(badge.fills, (QStringList{token(u"text"_s), token(name)}));
    for (const QString &fill : badge.fills)
        QVERIFY2(contrastToWhite(fill) >= 4.5, qPrintable(fill));
}

void BadgeTest::aProjectThatIsNotKnownIsUnknown()
{
    QCOMPARE(read(badgeSvg(u"nobody"_s, std::nullopt)).texts, (QStringList{u"nobody"_s, u"unknown"_s}));
}

void BadgeTest::widthsFollowTheText()
{
    const Badge narrow = read(badgeSvg(u"iiii"_s, State::Success));
    const Badge wide = read(badgeSvg(u"WWWW"_s, State::Success));
    const Badge wider = read(badgeSvg(u"中中中中"_s, State::Success));
    QVERIFY(narrow.width < wide.width);
    QVERIFY(wide.width <= wider.width);
    for (const Badge &badge : {narrow, wide, wider})
        QCOMPARE(badge.drawn, badge.width);
}

void BadgeTest::textsOfStrangersStayTexts()
{
    const QString label = u"</text><script>alert(\"1\")</script> & '"_s + QChar(0x1B) + QChar(0xD83D);
    const Badge badge = read(badgeSvg(label, State::Failed));
    QCOMPARE(badge.texts.size(), 2);
    QCOMPARE(badge.texts.first(), u"</text><script>alert(\"1\")</script> & '\uFFFD\uFFFD"_s);
    QCOMPARE(badge.aloud, badge.texts.first() + u": failed"_s);
}

void BadgeTest::aLongLabelIsCut()
{
    const QString label = u"a"_s.repeated(57) + u"\U0001F680"_s.repeated(40);
    const Badge badge = read(badgeSvg(label, State::Failed));
    QVERIFY(badge.texts.first().endsWith(u'…'));
    QVERIFY(badge.texts.first().size() <= 60);
    QVERIFY(badge.title.startsWith(label));
}

void BadgeTest::withoutALabelTheStateStandsAlone()
{
    const Badge badge = read(badgeSvg({}, State::Success));
    QCOMPARE(badge.texts, QStringList{u"passed"_s});
    QCOMPARE(badge.title, u"passed"_s);
    QCOMPARE(badge.drawn, badge.width);
}

QTEST_GUILESS_MAIN(BadgeTest)
#include "badge_test.moc"
