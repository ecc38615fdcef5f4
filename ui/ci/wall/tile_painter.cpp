// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/wall/tile_painter.h"

#include "ui/ci/run_words.h"
#include "ui/ci/runs_model.h"
#include "ui/ci/state_look.h"
#include "ui/ci/wall/tile_words.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

class TilePainter
{
public:
    TilePainter(QPainter &painter, const QRectF &place, const LaneTile &tile, TileType &type, const TileLook &look)
        : m_painter(painter)
        , m_place(place)
        , m_tile(tile)
        , m_type(type)
        , m_look(look)
        , m_state(tile.folded > 0 ? ci::State::Success : tile.run.state)
        , m_tint(colour((*look.colours).*(stateLook(m_state).colour)))
        , m_transitionTint(isStillRed(tile.run) ? colour(look.colours->failed) : m_tint)
        , m_room(place.adjusted(type.margin + edge, type.margin, -type.margin, -type.margin))
    { }

    void paint()
    {
        paintGround();
        paintState();
        paintTitle();
        paintPlace();
        paintFoot();
    }

private:
    static constexpr double edge = TileType::edge;

    [[nodiscard]] const theme::Palette &colours() const { return *m_look.colours; }
    [[nodiscard]] bool isFar() const { return m_type.distance == TileType::Distance::Room; }

    void paintGround()
    {
        const bool light = m_look.colours == &theme::light;
        QPainterPath shape;
        shape.addRoundedRect(light ? m_place.adjusted(0.5, 0.5, -0.5, -0.5) : m_place, theme::radius, theme::radius);
        m_painter.setPen(light ? QPen(colour(colours().border), 1) : QPen(Qt::NoPen));
        m_painter.setBrush(colour(colours().surface));
        m_painter.drawPath(shape);
        m_painter.save();
        m_painter.setClipPath(shape, Qt::IntersectClip);
        if (isFar() && ci::isRed(m_tile.run)) {
            QColor ground = m_transitionTint;
            ground.setAlphaF(isStillRed(m_tile.run) ? 0.12F : 0.2F); // somebody repairs it: less loud
            m_painter.fillRect(m_place, ground);
        }
        if (m_look.isHovered)
            m_painter.fillRect(m_place, colour(colours().border, 0.3));
        QColor side = m_transitionTint;
        side.setAlphaF(ci::isGreen(m_state) ? 0.6F : 1.0F); // what is fine recedes
        m_painter.fillRect(QRectF(m_place.topLeft(), QSizeF(isFar() ? 2 * edge : edge, m_place.height())), side);
        const auto progress = m_tile.folded > 0 ? std::nullopt : progressOf(m_tile.run, m_look.now);
        if (progress && progress->part)
            paintProgress(*progress);
        m_painter.restore();
        if (m_look.isCurrent) {
            m_painter.setPen(QPen(colour(colours().running), 2));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(m_place.adjusted(1, 1, -1, -1), theme::radius, theme::radius);
        }
    }

    void write(const QRectF &line, const QFont &font, const QFontMetricsF &metrics, const QColor &pen,
               const QString &text, Qt::Alignment side = Qt::AlignLeft)
    {
        m_painter.setFont(font);
        m_painter.setPen(pen);
        m_painter.drawText(line, int(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                           metrics.elidedText(text, Qt::ElideRight, line.width()));
    }

    void writeWords(const QRectF &line, quint32 pen, const QString &text, Qt::Alignment side = Qt::AlignLeft)
    {
        write(line, m_type.words, m_type.wordsMetrics, colour(pen), text, side);
    }

    void paintState()
    {
        QRectF line(m_room.left(), m_room.top(), m_room.width(), m_type.line);
        const QString age = ageWords();
        m_isAgeBelow = m_tile.folded == 0 && isStillRed(m_tile.run) && !hasRoomBesideStates(line.width());
        if (!age.isEmpty() && !m_isAgeBelow) {
            m_painter.setPen(colour(colours().muted));
            m_type.figures.draw(m_painter, line, Qt::AlignRight | Qt::AlignVCenter, age);
            line.setRight(line.right() - m_type.figures.width(age) - m_type.gap);
        }
        paintStateIcon(line, stateLook(m_state).icon, m_tint);
        const QString word = m_tile.folded > 0 ? u"passed"_s : stateWords(m_tile.run);
        write(line, m_type.state, m_type.stateMetrics, m_tint, word);
        line.setLeft(line.left() + m_type.stateMetrics.horizontalAdvance(word));
        paintTransition(line);
    }

    [[nodiscard]] QString ageWords() const
    {
        return m_tile.folded > 0 ? QString() : shortAge(ageOrigin(m_tile.run), m_look.now);
    }

    // A lane that is still red tells two states: where these leave no room, its age stands with its author.
    [[nodiscard]] bool hasRoomBesideStates(double width) const
    {
        const double icons = 2 * (m_type.state.pixelSize() * 1.15 + m_type.gap / 2) + m_type.gap;
        const double words = m_type.stateMetrics.horizontalAdvance(stateWords(m_tile.run))
                + m_type.wordsMetrics.horizontalAdvance(transitionWords(m_tile.run.transition));
        const double age = m_type.figures.width(ageWords()) + m_type.gap;
        return icons + words + age <= width;
    }

    // Takes its room from the left of the line.
    void paintStateIcon(QRectF &line, QLatin1StringView icon, const QColor &tint)
    {
        const double side = m_type.state.pixelSize() * 1.15;
        drawIcon(m_painter, QRectF(line.left() - side * 0.12, line.center().y() - side / 2, side, side), icon, tint);
        line.setLeft(line.left() + side + m_type.gap / 2);
    }

    void paintTransition(QRectF line)
    {
        const QString words = transitionWords(m_tile.run.transition);
        if (words.isEmpty() || line.width() <= 3 * m_type.gap)
            return;
        if (!isStillRed(m_tile.run))
            return write(line, m_type.words, m_type.wordsMetrics, m_transitionTint, u" · "_s + words);
        line.setLeft(line.left() + m_type.gap);
        paintStateIcon(line, stateLook(ci::State::Failed).icon, m_transitionTint);
        write(line, m_type.words, m_type.wordsMetrics, m_transitionTint, words);
    }

    // A long one is set smaller, or in two lines where these leave the lines below it their room.
    void paintTitle()
    {
        const QString whole = m_tile.folded > 0 ? foldedTitle(m_tile) : oneLine(m_tile.run.project);
        const TitleFit fit = m_type.titles.of(whole);
        QFont font = m_type.title;
        font.setPixelSize(fit.pixels);
        const QFontMetricsF metrics(font);
        const double height = fit.lines.size() > 1 ? metrics.height() : m_type.titleMetrics.height();
        QRectF line(m_room.left(), m_room.top() + m_type.line, m_room.width(), height);
        m_painter.setFont(font);
        m_painter.setPen(ci::isRed(m_tile.run) ? m_transitionTint : colour(colours().text));
        for (const QString &text : fit.lines) {
            m_painter.drawText(line, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                               metrics.elidedText(text, Qt::ElideMiddle, line.width()));
            line.translate(0, height);
        }
        m_below = line.top();
    }

    void paintPlace()
    {
        const QRectF line(m_room.left(), m_below, m_room.width(), m_type.line);
        m_below = line.bottom();
        if (m_tile.folded > 0)
            return;
        const auto widthOf = [this](const QString &words) {
            return words.isEmpty() ? 0 : std::ceil(m_type.wordsMetrics.horizontalAdvance(words)) + m_type.gap;
        };
        // The service alone tells namesakes apart: the others give way to it.
        const QString service = m_tile.isNamesake ? oneLine(m_tile.run.provider) : QString();
        const double kept = std::min(widthOf(service), line.width() / 2);
        const QString ref = oneLine(m_tile.run.ref);
        QRectF rest = line.adjusted(0, 0, -kept, 0);
        writeWords(rest, colours().text, ref);
        rest.setLeft(std::min(rest.left() + widthOf(ref), rest.right()));
        if (!m_tile.run.pipeline.isEmpty() && rest.width() > 4 * m_type.gap) {
            writeWords(rest, colours().muted, oneLine(m_tile.run.pipeline));
            rest.setLeft(std::min(rest.left() + widthOf(oneLine(m_tile.run.pipeline)), rest.right()));
        }
        const double gap = rest.width() > 0 ? 0 : m_type.gap; // what was cut reaches up to it
        writeWords({rest.left() + gap, line.top(), line.right() - rest.left() - gap, line.height()}, colours().muted,
                   service);
    }

    void paintProgress(const RunProgress &progress)
    {
        QRectF track(m_place.left(), m_place.bottom() - m_type.bar, m_place.width(), m_type.bar);
        m_painter.fillRect(track, colour(colours().border));
        track.setWidth(std::max(2 * edge, track.width() * *progress.part));
        m_painter.fillRect(track, progress.overdue ? colour(colours().warning) : m_tint);
    }

    // Author and note in one line where both fit, else one above the other, else what there is room for of the author. An age
    // that stands with the author is kept whole: it is what the note gives way to.
    void paintFoot()
    {
        const TileNote note = noteOf(m_tile, m_look.now);
        const QString age = m_isAgeBelow ? ageWords() : QString();
        const QString author = bylineOf(m_tile.run, age);
        const double icon = note.icon.isEmpty() ? 0 : m_type.words.pixelSize() + m_type.gap / 2;
        const double noteWidth = std::ceil(icon + m_type.wordsMetrics.horizontalAdvance(note.words)) + 1;
        const double authorWidth = m_type.wordsMetrics.horizontalAdvance(author);
        const double least = age.isEmpty() ? 5 * m_type.gap : std::ceil(m_type.wordsMetrics.horizontalAdvance(age)) + 1;
        QRectF line(m_room.left(), m_room.bottom() - m_type.line, m_room.width(), m_type.line);
        if (line.top() < m_below - m_type.line / 8)
            return;
        if (note.words.isEmpty())
            return writeWords(line, colours().muted, author);
        if (author.isEmpty())
            return paintNote(line, note, icon);
        if (authorWidth + 2 * m_type.gap + noteWidth <= line.width()) {
            writeWords(line, colours().muted, author);
            line.setLeft(line.right() - noteWidth);
        } else if (line.top() - m_type.line >= m_below - m_type.line / 8) {
            writeWords(line.translated(0, -m_type.line), colours().muted, author);
        } else if (const double left = line.width() - noteWidth - 2 * m_type.gap; left > least) {
            writeWords({line.left(), line.top(), left, line.height()}, colours().muted, author);
            line.setLeft(line.right() - noteWidth);
        } else if (!age.isEmpty()) {
            writeWords({line.left(), line.top(), least, line.height()}, colours().muted, age);
            line.setLeft(line.left() + least + m_type.gap);
        }
        paintNote(line, note, icon);
    }

    void paintNote(QRectF line, const TileNote &note, double icon)
    {
        quint32 pen = colours().muted;
        switch (note.tone) {
        case TileNote::Tone::Quiet: break;
        case TileNote::Tone::Plain: pen = colours().text; break;
        case TileNote::Tone::Warning: pen = colours().warning; break;
        }
        if (icon > 0) {
            const double side = m_type.words.pixelSize();
            drawIcon(m_painter, QRectF(line.left(), line.center().y() - side / 2, side, side), note.icon, colour(pen));
            line.setLeft(line.left() + icon);
        }
        writeWords(line, pen, note.words);
    }

    QPainter &m_painter;
    QRectF m_place;
    const LaneTile &m_tile;
    TileType &m_type;
    const TileLook &m_look;
    ci::State m_state;
    QColor m_tint;
    QColor m_transitionTint; // of the edge, and of what the run changed
    QRectF m_room;
    double m_below = 0;        // where the lines from the top end
    bool m_isAgeBelow = false; // with the author
};

} // namespace

void paintTile(QPainter &painter, const QRectF &place, const LaneTile &tile, TileType &type, const TileLook &look)
{
    TilePainter(painter, place, tile, type, look).paint();
}

} // namespace tallywall
