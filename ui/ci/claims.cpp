// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/claims.h"

#include "theme/tokens.h"
#include "ui/shell/window_memory.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/text_label.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tallywall {

using namespace Qt::StringLiterals;

ClaimStep claimStep(const ci::Run &run, const QString &name)
{
    if (!run.claim.by.isEmpty())
        return run.claim.by == name ? ClaimStep::LetGo : ClaimStep::TakeOver;
    return ci::isRed(run) ? ClaimStep::Claim : ClaimStep::None;
}

QString claimStepWords(ClaimStep step, const ci::Run &run)
{
    switch (step) {
    case ClaimStep::None: return {};
    case ClaimStep::Claim: return u"I look into it"_s;
    case ClaimStep::TakeOver:
        return u"Take over from %1"_s.arg(firstPart(oneLine(run.claim.by), 24).replace(u'&', "&&"_L1));
    case ClaimStep::LetGo: return u"Let it go"_s;
    }
    Q_UNREACHABLE();
}

Claims::Claims(WindowMemory &memory, QWidget &asker) : QObject(&asker), m_memory(memory), m_asker(asker) { }

ClaimStep Claims::stepFor(const ci::Run &run) const
{
    return claimStep(run, m_memory.claimName());
}

void Claims::step(const ci::Run &run)
{
    const QString name = m_memory.claimName();
    switch (stepFor(run)) {
    case ClaimStep::None: return;
    case ClaimStep::LetGo: Q_EMIT commanded(ci::ClaimRun{run.id, {}}); return;
    case ClaimStep::Claim:
    case ClaimStep::TakeOver:
        if (name.isEmpty())
            askForName(run.id);
        else
            Q_EMIT commanded(ci::ClaimRun{run.id, name});
        return;
    }
}

void Claims::claimAs(const ci::Run &run)
{
    if (stepFor(run) != ClaimStep::None)
        askForName(run.id);
}

void Claims::askForName(ci::RunId run)
{
    auto *dialog = new QDialog(&m_asker);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(u"Who looks into it?"_s);
    auto *name = new QLineEdit(m_memory.claimName().isEmpty() ? WindowMemory::accountName() : m_memory.claimName());
    name->setMaxLength(ci::Claim::maxName);
    name->setAccessibleName(u"Your name"_s);
    name->setMinimumWidth(280);
    name->selectAll();
    auto *yes = new QPushButton(u"I look into it"_s);
    yes->setProperty("primary", true);
    yes->setDefault(true);
    auto *no = new QPushButton(u"Cancel"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(no);
    buttons->addWidget(yes);
    auto *whole = new QVBoxLayout(dialog);
    whole->setContentsMargins(3 * theme::spacing, 3 * theme::spacing, 3 * theme::spacing, theme::gutter);
    whole->setSpacing(theme::gutter);
    whole->addWidget(new TextLabel(TextLabel::Kind::Body,
                                   u"Your name, for everyone who sees this wall. It is kept for the next time."_s));
    whole->addWidget(name);
    whole->addLayout(buttons);
    const auto check = [yes](const QString &text) { yes->setEnabled(!ci::claimName(text).isEmpty()); };
    check(name->text());
    connect(name, &QLineEdit::textChanged, yes, check);
    connect(no, &QPushButton::clicked, dialog, &QDialog::reject);
    connect(yes, &QPushButton::clicked, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, run, name] {
        m_memory.setClaimName(name->text());
        Q_EMIT commanded(ci::ClaimRun{run, m_memory.claimName()});
    });
    dress(*dialog, m_asker); // when all is in it
    dialog->open();
}

} // namespace tallywall
