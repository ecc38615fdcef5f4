// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a webhook's last byte to the changed row of the window. Usage: tallywall-bench-window [per second] [webhooks]
#include "app/application.h"
#include "tests/bench/window/poster.h"
#include "ui/feed/wall.h"

#include <QApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace tallywall;
using namespace tallywall::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr quint16 port = 4999;

// Takes the time of every change of a row against the moment when its webhook was sent.
class Stopwatch : public QObject
{
public:
    explicit Stopwatch(Wall &wall) : m_wall(wall)
    {
        connect(&wall.runs, &QAbstractItemModel::rowsInserted, this,
                [this](const QModelIndex &, int first, int last) { take(first, last); });
        connect(&wall.runs, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &first, const QModelIndex &last) { take(first.row(), last.row()); });
    }

    void begin(qint64 number, const QByteArray &status, qint64 atNs) { m_sent.insert({number, status}, atNs); }

    void report()
    {
        std::sort(m_ms.begin(), m_ms.end());
        if (m_ms.isEmpty()) {
            std::puts("no row changed");
            return;
        }
        const auto at = [this](double p) { return m_ms.at(qsizetype(p * double(m_ms.size() - 1))); };
        std::printf("%lld rows changed, %lld did not; ms: p50 %.2f  p90 %.2f  p99 %.2f  max %.2f\n",
                    static_cast<long long>(m_ms.size()), static_cast<long long>(m_sent.size()), at(0.5), at(0.9),
                    at(0.99), m_ms.constLast());
    }

private:
    void take(int first, int last)
    {
        const qint64 now = Clock::now().time_since_epoch().count();
        for (int row = first; row <= last; ++row) {
            const ci::Run &run = m_wall.runs.at(row);
            const auto sent = m_sent.constFind({run.number, ci::stateWord(run.state)});
            if (sent == m_sent.cend())
                continue;
            m_ms.append(double(now - *sent) / 1e6);
            m_sent.erase(sent);
        }
    }

    Wall &m_wall;
    QHash<std::pair<qint64, QByteArray>, qint64> m_sent;
    QList<double> m_ms;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const int perSecond = argc > 1 ? std::max(1, QByteArray(argv[1]).toInt()) : 50;
    const int count = argc > 2 ? std::max(1, QByteArray(argv[2]).toInt()) : 1500;
    const QTemporaryDir data;
    Options options;
    options.port = port;
    options.listen = QHostAddress::LocalHost;
    options.dataFolder = data.path();
    options.storePath = data.filePath(u"wall.sqlite"_s);
    const auto folder = DataFolder::open(options.dataFolder, options.storePath);
    const auto secrets = folder ? (*folder)->secrets() : Result<DataFolder::Secrets>(folder.error());
    if (!secrets) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(secrets.error().sentence()));
        return 2;
    }
    Application tallywall(options, *folder, *secrets, Application::Face::Window, 1024);
    tallywall.start();

    auto *window = qobject_cast<MainWindow *>(QApplication::topLevelWidgets().constFirst());
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *found = qobject_cast<MainWindow *>(widget))
            window = found;
    }
    window->resize(1920, 1080);
    window->showPage(PageStack::Page::Ci);
    Stopwatch stopwatch(*window->findChild<Wall *>());
    QThread thread;
    Poster poster(port, perSecond, count);
    poster.moveToThread(&thread);
    QObject::connect(&poster, &Poster::posting, &stopwatch, &Stopwatch::begin);
    QObject::connect(&poster, &Poster::finished, &stopwatch, [&] {
        QTimer::singleShot(1000, &stopwatch, [&] {
            stopwatch.report();
            tallywall.stop();
        });
    });
    QTimer::singleShot(2000, &poster, &Poster::start); // once the window is drawn
    thread.start();
    const int code = QApplication::exec();
    thread.quit();
    thread.wait();
    return code;
}
