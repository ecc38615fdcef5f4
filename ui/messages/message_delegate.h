// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace tallywall {

class MessagesModel;

// A message as in a chat: who and when in one line, the words below, wrapped, as plain text. Past
// `maxLines` lines it ends with "…"; the tool tip has it whole.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int maxLines = 40;

    MessageDelegate(const MessagesModel &messages, QObject *parent); // borrowed

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const MessagesModel &m_messages;
};

} // namespace tallywall
