// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace tallywall {

class TextLabel;

// A secret with what it is called: hidden but for its end until it is asked for, and copied without being shown.
class SecretLine : public QWidget
{
    Q_OBJECT

public:
    // caption: "Write token"; button: "Copy token"
    SecretLine(const QString &caption, const QString &button, QWidget *parent = nullptr);

    void setSecret(const QString &secret); // what is hidden stays so, unless it is another secret
    [[nodiscard]] TextLabel *caption() const { return m_caption; } // owned by this

private:
    void refresh();

    QString m_secret;
    bool m_shown = false;
    TextLabel *m_caption;
    TextLabel *m_text;
    QPushButton *m_show;
};

// "••••••••3f9a": enough to tell two secrets apart.
[[nodiscard]] QString hiddenSecret(const QString &secret);

} // namespace tallywall
