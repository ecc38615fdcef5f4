// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/wall.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/row_ground.h"
#include "ui/widgets/wall_table.h"

#include <QAbstractTableModel>
#include <QImage>
#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTabWidget>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tallywall;
using namespace Qt::StringLiterals;

namespace {

// 12 000 rows of one word, and how often somebody asked for a cell.
class LongModel : public QAbstractTableModel
{
public:
    static constexpr int rows = 12'000;

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : rows; }
    [[nodiscard]] int columnCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex &, int role) const override
    {
        ++asked;
        return role == Qt::DisplayRole ? QVariant(m_word) : QVariant();
    }

    void setWord(const QString &word)
    {
        m_word = word;
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, 1));
    }
    void reset()
    {
        beginResetModel();
        endResetModel();
    }

    mutable int asked = 0;

private:
    QString m_word = u"short"_s;
};

// WCAG 2.1, "relative luminance" and "contrast ratio".
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &words, const QColor &ground)
{
    const auto [darker, lighter] = std::minmax({luminance(words), luminance(ground)});
    return (lighter + 0.05) / (darker + 0.05);
}

const QList<ColumnBounds> bounds{{0, 40, 400}, {1, 40, 400}};

} // namespace

class TestWallTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHiddenTableMeasuresNothing()
    {
        const Wall wall;
        LongModel model;
        QTabWidget tabs;
        auto *table = new WallTable(wall);
        tabs.addTab(new QWidget, u"first"_s);
        tabs.addTab(table, u"second"_s);
        table->setModel(&model);
        tabs.resize(600, 400);
        tabs.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tabs));
        model.asked = 0;
        for (int width = 600; width < 700; width += 10) {
            table->resize(width, 400);
            table->fitColumns(bounds);
        }
        QCOMPARE(model.asked, 0);

        const int before = table->columnWidth(0);
        model.setWord(QString(30, u'W'));
        tabs.setCurrentIndex(1); // what is in sight is fitted now
        QVERIFY(table->columnWidth(0) > before);
        QVERIFY2(model.asked < LongModel::rows, qPrintable(QString::number(model.asked)));
    }

    void columnsGrowUntilOtherRowsCome()
    {
        const Wall wall;
        LongModel model;
        WallTable table(wall);
        table.setModel(&model);
        table.resize(600, 400);
        table.fitColumns(bounds);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const int narrow = table.columnWidth(0);
        model.setWord(QString(20, u'W'));
        table.fitColumns(bounds);
        const int wide = table.columnWidth(0);
        QVERIFY(wide > narrow);
        model.setWord(u"short"_s);
        table.fitColumns(bounds); // what is read stays where it is
        QCOMPARE(table.columnWidth(0), wide);
        table.fitAnew();
        QCOMPARE(table.columnWidth(0), narrow);

        model.setWord(QString(20, u'W'));
        table.fitColumns(bounds);
        model.setWord(u"short"_s);
        model.reset();
        QCOMPARE(table.columnWidth(0), narrow);
    }

    void wordsCanBeReadOnAChosenRow()
    {
        for (const theme::Palette *colours : {&theme::dark, &theme::light}) {
            QImage image(8, 8, QImage::Format_RGB32);
            image.fill(colour(colours->surface));
            QStyleOptionViewItem option;
            option.palette = makePalette(*colours);
            option.rect = image.rect();
            option.state = QStyle::State_Selected;
            QPainter painter(&image);
            paintRowGround(painter, option);
            painter.end();
            for (const auto token : {&theme::Palette::text, &theme::Palette::muted, &theme::Palette::success,
                                     &theme::Palette::failed, &theme::Palette::warning, &theme::Palette::waiting,
                                     &theme::Palette::unknown, &theme::Palette::running}) {
                const double ratio = contrast(colour(colours->*token), image.pixelColor(4, 4));
                QVERIFY2(ratio >= 4.5, qPrintable(colour(colours->*token).name() + u' ' + QString::number(ratio)));
            }
        }
    }
};

QTEST_MAIN(TestWallTable)
#include "tst_wall_table.moc"
