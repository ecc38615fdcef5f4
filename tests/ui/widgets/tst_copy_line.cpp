// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connect_panel.h"
#include "ui/shell/reach.h"
#include "ui/widgets/copy_line.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace tallywall;
using namespace Qt::StringLiterals;

class TestCopyLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theButtonStandsInTheMiddleOfWhatGrewWhileHidden()
    {
        QStackedWidget pages;
        auto *page = new QWidget;
        auto *panel = new ConnectPanel(ConnectPanel::Occasion::Asked, u"/home/ada/wall"_s);
        panel->setReach({{u"http://192.168.1.5:4000"_s}, u"tw_4f1e2d3c4b5a69788796a5b4c3d2e1f0"_s});
        auto *whole = new QVBoxLayout(page);
        whole->addWidget(panel);
        whole->addStretch();
        pages.addWidget(page);
        pages.addWidget(new QWidget);
        pages.resize(640, 700);
        pages.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pages));
        const auto *line = panel->findChild<CopyLine *>();
        const auto *button = line->findChild<QPushButton *>();
        const auto isCentred = [line, button] {
            return line->rect().contains(button->geometry())
                    && std::abs(line->rect().center().y() - button->geometry().center().y()) <= 1;
        };
        QTRY_VERIFY(isCentred());
        const int narrow = line->height();
        pages.setCurrentIndex(1);
        pages.resize(1100, 700);
        pages.setCurrentIndex(0);
        QTRY_VERIFY(line->height() < narrow);
        QTRY_VERIFY(isCentred());
    }
};

QTEST_MAIN(TestCopyLine)
#include "tst_copy_line.moc"
