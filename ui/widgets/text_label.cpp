// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_label.h"

#include "theme/tokens.h"

namespace tallywall {

TextLabel::TextLabel(Kind kind, const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    QFont own;
    switch (kind) {
    case Kind::Title:
        own.setPixelSize(theme::tileTitleSize);
        own.setWeight(QFont::DemiBold);
        break;
    case Kind::Section:
        own.setPixelSize(theme::sectionSize);
        own.setWeight(QFont::DemiBold);
        break;
    case Kind::Body: break;
    case Kind::Muted: setForegroundRole(QPalette::PlaceholderText); break;
    case Kind::Caption:
        own.setPixelSize(theme::captionSize);
        setForegroundRole(QPalette::PlaceholderText);
        break;
    }
    if (kind != Kind::Body && kind != Kind::Muted)
        setFont(own);
}

} // namespace tallywall
