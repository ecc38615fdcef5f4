// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/attention_list.h"

#include "ui/ci/run_words.h"
#include "ui/feed/wall.h"
#include "ui/text/clock.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/tabular_font.h"

#include <QPainter>

namespace tallywall {

using namespace Qt::StringLiterals;

QList<Attention> attentionOf(const Wall &wall)
{
    QList<Attention> items;
    const WallStatus &status = wall.status();
    if (!status.storeHealthy)
        items.append({true, u"Store"_s, {}, oneLine(status.storeMessage), {}, {}});
    const TimePoint now = presentTime();
    const QSet<ci::Lane> shared = sharedNames(wall.pipelines().latest);
    for (const ci::Run &run : wall.pipelines().trouble) {
        QStringList place{oneLine(run.pipeline), oneLine(run.ref)};
        if (shared.contains(namesOf(run)))
            place.append(oneLine(run.provider));
        place.removeAll(QString());
        const QString what = isStillRed(run) ? transitionWords(run.transition) : stateWords(run);
        items.append({true, oneLine(run.project), place.join(u" · "_s), what,
                      run.claim.by.isEmpty() ? oneLine(run.author) : claimWords(run), formatAge(ageOrigin(run), now)});
    }
    for (const FailingSource &source : status.failing)
        items.append({false, oneLine(source.name), {}, oneLine(source.why), {}, formatAge(source.since, now)});
    return items;
}

AttentionList::AttentionList(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(3 * theme::rowHeight);
    setAccessibleName(u"Nothing needs attention"_s);
}

void AttentionList::setItems(QList<Attention> items)
{
    if (items == m_items)
        return;
    m_items = std::move(items);
    QStringList words;
    QStringList whole;
    for (const Attention &item : std::as_const(m_items)) {
        words.append(QStringList{item.subject, item.place, item.what, item.who, item.age}.join(u' ').simplified());
        if (words.size() <= 10) // as much as can be read at once
            whole.append(words.last());
    }
    setAccessibleName(words.isEmpty() ? u"Nothing needs attention"_s : u"%1 need attention"_s.arg(words.size()));
    setAccessibleDescription(whole.join(u"; "_s));
    setToolTip(plainToolTip(whole.join(u'\n')));
    update();
}

void AttentionList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_items.isEmpty()) {
        paintCalm(painter);
        return;
    }
    const int room = std::max(1, (height() - theme::spacing) / theme::rowHeight);
    const auto all = static_cast<int>(m_items.size());
    const int shown = all <= room ? all : room - 1;
    QRect row(theme::gutter, 0, width() - 2 * theme::gutter, theme::rowHeight);
    for (int i = 0; i < shown; ++i, row.translate(0, theme::rowHeight))
        paintItem(painter, row, m_items.at(i));
    if (shown < all) {
        painter.setPen(colour(coloursOf(palette()).muted));
        painter.drawText(row.adjusted(3 * theme::spacing, 0, 0, 0), Qt::AlignVCenter,
                         u"and %1 more"_s.arg(all - shown));
    }
}

void AttentionList::paintCalm(QPainter &painter)
{
    const theme::Palette &colours = coloursOf(palette());
    const QRect row(theme::gutter, 0, width() - 2 * theme::gutter, theme::rowHeight);
    drawIcon(painter, QRectF(row.left(), row.center().y() - 7, 16, 16), "success"_L1, colour(colours.success));
    painter.setPen(colour(colours.text));
    painter.drawText(row.adjusted(3 * theme::spacing, 0, 0, 0), Qt::AlignVCenter, u"Nothing: all is well"_s);
}

void AttentionList::paintItem(QPainter &painter, const QRect &row, const Attention &item)
{
    const theme::Palette &colours = coloursOf(palette());
    const QFontMetrics metrics(font());
    const QColor tone = colour(item.urgent ? colours.failed : colours.warning);
    drawIcon(painter, QRectF(row.left(), row.center().y() - 7, 16, 16), item.urgent ? "failed"_L1 : "warning"_L1, tone);
    const auto write = [&painter, &metrics](const QRect &cell, const QString &text, const QColor &pen,
                                            Qt::Alignment side = Qt::AlignLeft) {
        painter.setFont(painter.font());
        painter.setPen(pen);
        painter.drawText(cell, int(Qt::AlignVCenter | side) | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, cell.width()));
    };
    QRect words = row.adjusted(3 * theme::spacing, 0, 0, 0);
    const QRect age(words.right() - 88, words.top(), 89, words.height());
    const TabularFont figures(font());
    painter.setPen(colour(colours.muted));
    figures.draw(painter, age, Qt::AlignRight | Qt::AlignVCenter, item.age);
    words.setRight(item.age.isEmpty() ? words.right() : age.left() - theme::spacing);
    if (item.place.isEmpty() && item.who.isEmpty()) { // a sentence rather than columns
        const int subject = metrics.horizontalAdvance(item.subject) + theme::gutter;
        write(words, item.subject, colour(colours.text));
        write(words.adjusted(subject, 0, 0, 0), item.what, tone);
        return;
    }
    const bool narrow = words.width() < 420; // then nobody is named
    const int unit = words.width() / (narrow ? 20 : 24);
    const auto column = [&words, unit](int first, int count) {
        return QRect(words.left() + first * unit, words.top(), count * unit - theme::spacing, words.height());
    };
    const int place = narrow ? 8 : 7;
    const int what = place + 6;
    write(column(0, place), item.subject, colour(colours.text));
    write(column(place, 6), item.place, colour(colours.muted));
    write(column(what, narrow ? 6 : 5), item.what, tone); // "still broken"
    if (!narrow)
        write(column(18, 6), item.who, colour(colours.muted));
}

} // namespace tallywall
