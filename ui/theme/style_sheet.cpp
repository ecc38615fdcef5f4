// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/appearance.h"

#include <QFont>
#include <QHash>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

// @name stands for a token.
const QString &sheet()
{
    static const QString text = uR"(
QMainWindow, QStackedWidget#pages { background: @background; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 8px; }

QLineEdit { background: @surface; color: @text; border: 1px solid @border; border-radius: 8px; padding: 0 12px;
    min-height: 38px; max-height: 38px; selection-background-color: @running; selection-color: @background; }
QLineEdit:focus { border: 2px solid @running; padding: 0 11px; }

QPushButton { background: @raised; color: @text; border: 1px solid @border; border-radius: 8px; padding: 0 16px;
    min-height: 30px; outline: none; }
QPushButton:hover { border-color: @muted; }
QPushButton:focus { border: 2px solid @running; padding: 0 15px; }
QPushButton:pressed { background: @border; }
QPushButton:disabled { color: @muted; }
QPushButton[primary="true"] { background: @running; color: @onAccent; border-color: @running; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled { background: @raised; color: @muted; border-color: @border; }

QToolButton { background: transparent; color: @muted; border: none; border-radius: 6px; padding: 2px 6px;
    outline: none; }
QToolButton:hover { background: @raised; color: @text; }
QToolButton:focus { border: 1px solid @running; padding: 1px 5px; }
QToolButton::menu-indicator { image: none; width: 0; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: @muted; border: 2px solid transparent; border-radius: 8px;
    padding: 0 14px; min-height: 32px; margin-right: 4px; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { background: @raised; color: @text; border-color: @border; }
QTabBar::tab:focus { border-color: @running; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @border; padding: 4px;
    selection-background-color: @border; selection-color: @text; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QTableView { background: transparent; color: @text; border: none; outline: none;
    selection-background-color: transparent; selection-color: @text; }
QTableView QTableCornerButton::section { background: transparent; border: none; }
QHeaderView { background: transparent; border: none; }

QAbstractScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QPlainTextEdit { background: @background; color: @text; border: 1px solid @background; border-radius: 8px; padding: 8px;
    selection-background-color: @running; selection-color: @background; }
QPlainTextEdit:focus { border-color: @running; }
QTableView, QListView { border: 1px solid transparent; border-radius: 8px; }
QTableView:focus, QListView:focus { border-color: @running; }
QListView#tiles:focus { border-color: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: @border; min-height: 32px; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: @muted; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: @border; min-width: 32px; border-radius: 4px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @border; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 8px; }

QMenu, QMessageBox QLabel, QMessageBox QPushButton, QToolTip { font-family: "@family"; font-size: 14px; }
QMessageBox, QDialog { background: @surface; }
QMessageBox QLabel { color: @text; }
)"_s;
    return text;
}

} // namespace

QString styleSheet(const theme::Palette &colours)
{
    // The page's words on accent: near black on the bright blue of the dark scheme, white on the deep blue of the light.
    const QHash<QString, quint32> tokens{
            {u"@background"_s, colours.background}, {u"@surface"_s, colours.surface},    {u"@raised"_s, colours.raised},
            {u"@border"_s, colours.border},         {u"@text"_s, colours.text},          {u"@muted"_s, colours.muted},
            {u"@running"_s, colours.running},       {u"@onAccent"_s, colours.background}};
    QString result = sheet();
    for (auto token = tokens.begin(); token != tokens.end(); ++token)
        result.replace(token.key(), colour(token.value()).name());
    return result.replace("@family"_L1, wallFont().family());
}

} // namespace tallywall
