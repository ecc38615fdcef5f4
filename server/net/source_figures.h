// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/feed/frame.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tallywall {

// How other servers stand that are asked or followed, for whoever wonders why nothing moves. Server thread.
class SourceFigures
{
public:
    // Nothing in the name that would have to be escaped in JSON or a label. `symbol`: whose price it has, if it has one.
    void add(const QString &name, const QString &symbol = {});

    // Whether the source can be read, and what there is to say of it: why not, above all.
    void note(const QString &name, bool ok, const QString &why, TimePoint at);

    // [{"name","ok","since","why"}] in the order of add(): since when it can be read, or cannot, and why. Only the name
    // before the first answer.
    [[nodiscard]] QByteArray json() const;
    [[nodiscard]] QList<FailingSource> failing() const;
    // Prometheus text exposition: a gauge, of those that were asked. Name, label and help are plain ASCII.
    void appendMetric(QByteArray &out, QByteArrayView name, QByteArrayView label, QByteArrayView help) const;

private:
    struct Source {
        QString name;
        QString symbol;
        std::optional<bool> ok;
        TimePoint since{};
        QString why;
    };

    QList<Source> m_sources;
};

} // namespace tallywall
