// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/appearance.h"

#include <QFont>
#include <QFontDatabase>
#include <QStyle>
#include <QWidget>

namespace tallywall {

using namespace Qt::StringLiterals;

const theme::Palette &chooseColours(Appearance appearance, const QPalette &system)
{
    switch (appearance) {
    case Appearance::Light: return theme::light;
    case Appearance::Dark: return theme::dark;
    case Appearance::System: break;
    }
    return system.color(QPalette::Active, QPalette::Window).lightness() < 128 ? theme::dark : theme::light;
}

QPalette makePalette(const theme::Palette &colours)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, quint32 token) { palette.setColor(role, colour(token)); };
    set(QPalette::Window, colours.background);
    set(QPalette::WindowText, colours.text);
    set(QPalette::Base, colours.surface);
    set(QPalette::AlternateBase, colours.raised);
    set(QPalette::Text, colours.text);
    set(QPalette::PlaceholderText, colours.muted);
    set(QPalette::Button, colours.raised);
    set(QPalette::ButtonText, colours.text);
    set(QPalette::BrightText, colours.text);
    set(QPalette::ToolTipBase, colours.raised);
    set(QPalette::ToolTipText, colours.text);
    set(QPalette::Link, colours.running);
    set(QPalette::Highlight, colours.running);
    set(QPalette::HighlightedText, colours.background);
    set(QPalette::Light, colours.raised);
    set(QPalette::Midlight, colours.raised);
    set(QPalette::Mid, colours.border);
    set(QPalette::Dark, colours.border);
    set(QPalette::Shadow, colours.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colour(colours.muted));
    return palette;
}

const theme::Palette &coloursOf(const QPalette &palette)
{
    // Mid is the border token: no rule of the style sheet touches it, as rules with a background touch Window and Base.
    return palette.color(QPalette::Active, QPalette::Mid).lightness() < 128 ? theme::dark : theme::light;
}

QFont wallFont()
{
    QFont font;
    for (const auto &family : {u"Inter"_s, u"Noto Sans"_s}) {
        if (QFontDatabase::hasFamily(family)) {
            font.setFamily(family);
            break;
        }
    }
    font.setPixelSize(theme::bodySize);
    return font;
}

void dress(QWidget &widget, const QWidget &like)
{
    widget.setPalette(like.palette());
    widget.setFont(like.font());
}

QColor colour(quint32 token, double opacity)
{
    QColor result = QColor::fromRgb(token);
    result.setAlphaF(static_cast<float>(opacity));
    return result;
}

bool prefersReducedMotion(const QWidget &widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) == 0;
}

} // namespace tallywall
