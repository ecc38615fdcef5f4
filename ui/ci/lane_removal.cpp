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
    constexpr qsizetype most = 80; // characters of a name
    const auto name = [](const QString &text) { return firstPart(oneLine(text), most); };
    QString what = runs == 1 ? u"1 run"_s : u"%1 runs"_s.arg(formatCount(runs));
    if (!lane.pipeline.isEmpty())
        what += u" of pipeline "_s + name(lane.pipeline);
    if (!lane.ref.isEmpty())
        what += u" of branch "_s + name(lane.ref);
    what += u" of project "_s + name(lane.project);
    return what + (runs == 1 ? u" is removed."_s : u" are removed."_s) + u" New deliveries bring it back."_s;
}

LaneRemoval::LaneRemoval(Questions &questions, QWidget &asker) : QObject(&asker), m_questions(questions), m_asker(asker)
{ }

void LaneRemoval::ask(const ci::Lane &lane)
{
    m_questions.forget(m_asked);
    m_asked = m_questions.ask(ci::LaneSizeQuestion{lane}, this, [this, lane](const Result<qint64> &runs) {
        if (runs && *runs > 0) // else it is gone already
            confirm(lane, *runs);
    });
}

void LaneRemoval::confirm(const ci::Lane &lane, qint64 runs)
{
    auto *dialog = new QMessageBox(&m_asker);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(u"Remove from the wall?"_s);
    dialog->setTextFormat(Qt::PlainText);
    dialog->setText(removalWords(lane, runs));
    const QPushButton *yes = dialog->addButton(u"Remove"_s, QMessageBox::AcceptRole);
    dialog->setDefaultButton(dialog->addButton(u"Cancel"_s, QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, lane] { Q_EMIT commanded(ci::ForgetLane{lane}); });
    dress(*dialog, m_asker); // when all is in it
    dialog->open();
}

} // namespace tallywall
