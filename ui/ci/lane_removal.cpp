// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/lane_removal.h"

#include "ui/feed/questions.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"

#include <QMessageBox>
#include <QPushButton>

namespace tallywall {

using namespace Qt::StringLiterals;

QString removalWords(const ci::Lane &lane, qint64 runs)
{
    constexpr qsizetype most = 250; // characters of a name
    const auto name = [](const QString &text) { return firstPart(oneLine(text), most); };
    QString what = runs == 1 ? u"1 run of "_s : u"%1 runs of "_s.arg(formatCount(runs));
    if (!lane.ref.isEmpty())
        what += u"%1 of "_s.arg(name(lane.ref));
    what += name(lane.project);
    if (!lane.pipeline.isEmpty())
        what += u", pipeline "_s + name(lane.pipeline);
    return what + (runs == 1 ? u" is removed."_s : u" are removed."_s) + u" New deliveries bring it back."_s;
}

LaneRemoval::LaneRemoval(Questions &questions, QWidget &asker) : QObject(&asker), m_questions(questions), m_asker(asker)
{ }

void LaneRemoval::ask(const ci::Lane &lane)
{
    m_questions.forget(m_asked);
    m_asked = m_questions.ask(ci::LaneSizeQuestion{lane}, this, [this, lane](const Result<qint64> &runs) {
        if (!runs)
            say(oneLine(runs.error().sentence()));
        else if (*runs == 0)
            say(u"It is gone already."_s);
        else
            confirm(lane, *runs);
    });
}

QMessageBox *LaneRemoval::makeBox(const QString &words)
{
    auto *box = new QMessageBox(&m_asker);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(u"Remove from the wall?"_s);
    box->setTextFormat(Qt::PlainText);
    box->setText(words);
    return box;
}

void LaneRemoval::confirm(const ci::Lane &lane, qint64 runs)
{
    QMessageBox *box = makeBox(removalWords(lane, runs));
    const QPushButton *yes = box->addButton(u"Remove"_s, QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(u"Cancel"_s, QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, lane] { Q_EMIT commanded(ci::ForgetLane{lane}); });
    dress(*box, m_asker); // when all is in it
    box->open();
}

void LaneRemoval::say(const QString &words)
{
    QMessageBox *box = makeBox(words);
    box->addButton(u"Close"_s, QMessageBox::RejectRole);
    dress(*box, m_asker);
    box->open();
}

} // namespace tallywall
