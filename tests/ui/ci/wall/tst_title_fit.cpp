// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/title_fit.h"

#include <QFontMetricsF>
#include <QTest>

using namespace tallywall;
using namespace Qt::StringLiterals;

// Names of projects in a type of 60 pixels that may shrink to 36.
class TestTitleFit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_font.setPixelSize(large);
        m_font.setWeight(QFont::Bold);
    }

    void whatFitsStaysAsItIs()
    {
        const TitleFit fit = fitted(u"shop/api"_s, widthOf(u"shop/api"_s), 2);
        QCOMPARE(fit.lines, QStringList{u"shop/api"_s});
        QCOMPARE(fit.pixels, large);
        QCOMPARE(fitted({}, 100, 1).lines, QStringList{QString()});
        QCOMPARE(fitted(u"/"_s, 1000, 1).lines, QStringList{u"/"_s});
    }

    void aLongOneIsSetSmaller()
    {
        const QString name = u"acme/searchindexer"_s;
        const TitleFit fit = fitted(name, 0.8 * widthOf(name), 1);
        QCOMPARE(fit.lines, QStringList{name});
        QVERIFY(fit.pixels >= least && fit.pixels < large);
    }

    void twoLinesMayBeLarger()
    {
        const QString name = u"platform/payments-gateway-eu-west"_s;
        const TitleFit fit = fitted(name, 0.6 * widthOf(name), 2);
        QCOMPARE(fit.lines.size(), 2);
        QCOMPARE(fit.lines.join(QString()), name); // nothing is lost
        QVERIFY(fit.lines.first().endsWith(u'-'));
        QCOMPARE(fitted(name, 0.64 * widthOf(name), 1).lines, QStringList{name}); // no room for two
    }

    void theOwnerGoesBeforeTheName()
    {
        const QString name = u"searchindexer"_s;
        QCOMPARE(fitted(u"acme-corporation/"_s + name, widthOf(name), 1).lines, QStringList{name});
        QCOMPARE(fitted(u"group/of/a/group/"_s + name, widthOf(name), 1).lines, QStringList{name});
    }

    void onlyANameThatIsTooLongAloneIsCut()
    {
        const QString name = u"searchindexerofeverythingthereis"_s;
        const TitleFit fit = fitted(u"acme/"_s + name, 0.3 * widthOf(name), 1);
        QCOMPARE(fit.pixels, least);
        const QString &cut = fit.lines.first();
        QVERIFY2(cut.startsWith(u"se"_s) && cut.endsWith(u"is"_s) && cut.contains(u'…'), qPrintable(cut));
    }

    void nothingIsWiderThanItsRoom_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("path") << u"platform/infrastructure/payments-gateway"_s;
        QTest::newRow("no place to break") << QString(200, u'W');
        QTest::newRow("places alone") << QString(200, u'/');
    }

    void nothingIsWiderThanItsRoom()
    {
        QFETCH(QString, name);
        for (const double width : {120.0, 300.0, 700.0, 1500.0}) {
            const TitleFit fit = fitted(name, width, 2);
            QFont font = m_font;
            font.setPixelSize(fit.pixels);
            QVERIFY(fit.pixels >= least && fit.pixels <= large);
            for (const QString &line : fit.lines)
                QVERIFY(QFontMetricsF(font).horizontalAdvance(line) <= width);
        }
    }

    void aNameIsFittedOnce()
    {
        TitleFits fits(m_font, least, {300, 100});
        const TitleFit first = fits.of(u"platform/payments-gateway-eu-west"_s);
        QCOMPARE(fits.of(u"platform/payments-gateway-eu-west"_s).lines.constData(), first.lines.constData());
        QCOMPARE(fits.kept(), 1);
        for (int i = 0; i < TitleFits::mostKept + 10; ++i)
            QVERIFY(!fits.of(QString::number(i)).lines.isEmpty());
        QVERIFY(fits.kept() <= TitleFits::mostKept);
    }

private:
    static constexpr int large = 60;
    static constexpr int least = 36;

    [[nodiscard]] double widthOf(const QString &text) const
    {
        return QFontMetricsF(m_font).horizontalAdvance(text) + 1;
    }
    // In so many lines of the large type.
    [[nodiscard]] TitleFit fitted(const QString &name, double width, int lines) const
    {
        return fittedTitle(name, m_font, least, {width, lines * QFontMetricsF(m_font).height()});
    }

    QFont m_font;
};

QTEST_MAIN(TestTitleFit)
#include "tst_title_fit.moc"
