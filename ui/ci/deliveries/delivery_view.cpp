// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/delivery_view.h"

#include "ui/ci/deliveries/curl_command.h"
#include "ui/ci/deliveries/delivery_words.h"
#include "ui/ci/deliveries/pretty_body.h"
#include "ui/text/format.h"
#include "ui/widgets/copy_line.h"
#include "ui/widgets/facts.h"
#include "ui/widgets/state_label.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/text_view.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTimer>

namespace tallywall {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString suggestedName(const ci::DeliveryRecord &record)
{
    static const QRegularExpression others(u"[^A-Za-z0-9]+"_s);
    QString name = u"%1 %2 %3"_s.arg(record.provider, record.event).arg(static_cast<qint64>(record.id));
    return name.replace(others, u"_"_s).toLower() + u".json"_s;
}

// Says it on the button for a moment.
void sayOn(QPushButton &button, const QString &word)
{
    const QString usual = button.text();
    button.setMinimumWidth(button.width());
    button.setEnabled(false);
    button.setText(word);
    QTimer::singleShot(1500ms, &button, [&button, usual] {
        button.setText(usual);
        button.setEnabled(true);
    });
}

} // namespace

DeliveryView::DeliveryView(QWidget *parent)
    : QStackedWidget(parent)
    , m_nothing(new TextLabel(TextLabel::Kind::Muted))
    , m_verdict(new StateLabel)
    , m_outcome(new StateLabel)
    , m_sentences(new TextLabel(TextLabel::Kind::Body))
    , m_facts(new Facts)
    , m_text(new TextView)
    , m_run(new QPushButton(u"Show run"_s))
    , m_replay(new QPushButton(u"Replay"_s))
{
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setMargin(theme::gutter);
    addWidget(m_nothing);
    addWidget(makeWhole());
}

QWidget *DeliveryView::makeWhole()
{
    m_text->setAccessibleName(u"Headers and body"_s);
    m_text->setMinimumHeight(160);
    m_sentences->setWordWrap(true);

    auto *page = new QWidget;
    auto *whole = new QVBoxLayout(page);
    whole->setContentsMargins(theme::gutter, theme::gutter, theme::gutter, theme::gutter);
    whole->setSpacing(theme::spacing);
    auto *states = new QHBoxLayout;
    states->addWidget(m_verdict);
    states->addWidget(m_outcome);
    whole->addLayout(states);
    whole->addWidget(m_sentences);
    whole->addWidget(m_facts);
    whole->addWidget(makeButtons());
    whole->addWidget(m_text, 1);
    return page;
}

QWidget *DeliveryView::makeButtons()
{
    auto *buttons = new QWidget;
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::spacing);
    auto *copy = new QPushButton(u"Copy as curl"_s);
    auto *save = new QPushButton(u"Save …"_s);
    m_replay->setToolTip(u"Reads it again, as if it came now"_s);
    copy->setToolTip(u"A command that sends it again; secrets are not in it"_s);
    save->setToolTip(u"As a fixture file: headers and body, secrets masked"_s);
    line->addWidget(m_run);
    line->addWidget(m_replay);
    line->addWidget(copy);
    line->addWidget(save);
    line->addStretch();
    connect(m_run, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(m_record.run); });
    connect(m_replay, &QPushButton::clicked, this, [this] {
        sayOn(*m_replay, u"Replayed"_s);
        Q_EMIT replayRequested(m_record.id);
    });
    connect(copy, &QPushButton::clicked, this,
            [this, copy] { copyAndSay(*copy, curlCommand(m_record, m_address), u"Copy as curl"_s); });
    connect(save, &QPushButton::clicked, this, &DeliveryView::askWhere);
    return buttons;
}

void DeliveryView::showNothing(const QString &sentence)
{
    m_record = {};
    m_nothing->setText(sentence);
    setCurrentIndex(0);
}

void DeliveryView::show(const ci::DeliveryRecord &record)
{
    m_record = record;
    m_verdict->setWords(verdictLook(record), verdictWords(record));
    m_outcome->setWords(outcomeLook(record.outcome), outcomeWords(record.outcome),
                        record.status > 0 ? u"status %1"_s.arg(record.status) : QString());
    m_sentences->setText(deliverySentences(record));
    const QString replayed = record.replayOf == ci::DeliveryId::None
            ? QString()
            : u"of delivery %1"_s.arg(static_cast<qint64>(record.replayOf));
    m_facts->setFacts({{u"Received"_s, formatExact(record.received), {}},
                       {u"Service"_s, record.provider.isEmpty() ? u"none recognised"_s : oneLine(record.provider), {}},
                       {u"Event"_s, oneLine(record.event), {}},
                       {u"Project"_s, oneLine(record.project), {}},
                       {u"From"_s, oneLine(record.from), {}},
                       {u"Delivery id"_s, oneLine(record.deliveryId), {}},
                       {u"Size"_s, formatBytes(std::max<qint64>(record.bodyBytes, record.body.size())), {}},
                       {u"Replay"_s, replayed, {}}});
    m_run->setVisible(record.run != ci::RunId::None);
    m_text->setPlainText(readableDelivery(record));
    setCurrentIndex(1);
}

void DeliveryView::askWhere()
{
    auto *dialog = new QFileDialog(this, u"Save as fixture file"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(u"JSON (*.json)"_s);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(suggestedName(m_record));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const QString trouble = saveAs(path); !trouble.isEmpty())
            m_sentences->setText(trouble);
    });
    dialog->open();
}

QString DeliveryView::saveAs(const QString &path) const
{
    QSaveFile file(path);
    const QByteArray json = ci::deliveryJson(m_record, ci::DeliveryDetail::Whole) + '\n';
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return u"It could not be saved: %1. Choose another folder."_s.arg(oneLine(file.errorString()));
}

} // namespace tallywall
