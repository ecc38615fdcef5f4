// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/feed/wall.h"
#include "ui/widgets/wall_table.h"

#include <QAbstractTableModel>
#include <QTabWidget>
#include <QTest>

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
};

QTEST_MAIN(TestWallTable)
#include "tst_wall_table.moc"
