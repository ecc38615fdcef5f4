// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ci/deliveries/delivery_words.h"

#include "ui/text/format.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString withReason(const QString &sentence, const QString &reason)
{
    const QString plain = oneLine(reason).trimmed();
    return plain.isEmpty() ? sentence + u'.' : u"%1: %2."_s.arg(sentence, plain);
}

QString ofProject(const ci::DeliveryRecord &record)
{
    return record.project.isEmpty() ? QString() : u" of %1"_s.arg(oneLine(record.project));
}

// Where the wall asked for no proof, which is less than one: how it came, in short. Empty where it did ask.
QString unaskedWords(const ci::Proof &proof)
{
    if (proof.verdict != ci::Verdict::Given)
        return {};
    if (proof.scheme == "sent from this machine"_L1)
        return u"from this machine"_s;
    if (proof.scheme == "played by the demonstration"_L1)
        return u"demonstration"_s;
    return proof.scheme == "run again by hand"_L1 ? u"by hand"_s : QString();
}

// Nobody looks for a proof where no service is known that could give one.
bool isUnknown(const ci::DeliveryRecord &record)
{
    return record.outcome == ci::Outcome::Refused && record.provider.isEmpty();
}

} // namespace

QString verdictWords(const ci::DeliveryRecord &record)
{
    const QString unasked = unaskedWords(record.proof);
    switch (record.proof.verdict) {
    case ci::Verdict::Given: return unasked.isEmpty() ? u"proven"_s : unasked;
    case ci::Verdict::Missing: return isUnknown(record) ? u"not asked"_s : u"no proof"_s;
    case ci::Verdict::Wrong: return u"wrong"_s;
    case ci::Verdict::Stale: return u"too old"_s;
    }
    Q_UNREACHABLE();
}

ci::State verdictLook(const ci::DeliveryRecord &record)
{
    switch (record.proof.verdict) {
    case ci::Verdict::Given: return unaskedWords(record.proof).isEmpty() ? ci::State::Success : ci::State::Unknown;
    case ci::Verdict::Missing: // fine where no secret is set
        return record.outcome == ci::Outcome::Refused && !isUnknown(record) ? ci::State::Failed : ci::State::Unknown;
    case ci::Verdict::Wrong:
    case ci::Verdict::Stale: return ci::State::Failed;
    }
    Q_UNREACHABLE();
}

QString outcomeWords(ci::Outcome outcome)
{
    switch (outcome) {
    case ci::Outcome::Recorded: return u"recorded"_s;
    case ci::Outcome::Unchanged: return u"unchanged"_s;
    case ci::Outcome::Duplicate: return u"duplicate"_s;
    case ci::Outcome::Ignored: return u"ignored"_s;
    case ci::Outcome::Invalid: return u"invalid"_s;
    case ci::Outcome::Refused: return u"refused"_s;
    }
    Q_UNREACHABLE();
}

ci::State outcomeLook(ci::Outcome outcome)
{
    switch (outcome) {
    case ci::Outcome::Recorded: return ci::State::Success;
    case ci::Outcome::Unchanged:
    case ci::Outcome::Duplicate:
    case ci::Outcome::Ignored: return ci::State::Unknown;
    case ci::Outcome::Invalid: return ci::State::Warning;
    case ci::Outcome::Refused: return ci::State::Failed;
    }
    Q_UNREACHABLE();
}

QString verdictSentence(const ci::DeliveryRecord &record)
{
    const QString scheme = oneLine(record.proof.scheme);
    switch (record.proof.verdict) {
    case ci::Verdict::Given:
        if (!unaskedWords(record.proof).isEmpty())
            return u"No proof was asked for: %1."_s.arg(scheme);
        return scheme.isEmpty() ? u"It proves who sent it."_s : u"It is proven by %1."_s.arg(scheme);
    case ci::Verdict::Missing:
        if (isUnknown(record))
            return u"No service was recognised that could prove it."_s;
        return withReason(u"It carries no proof of who sent it"_s, record.proof.why);
    case ci::Verdict::Wrong:
        return withReason(scheme.isEmpty() ? u"Its proof is wrong"_s : u"Its proof, %1, is wrong"_s.arg(scheme),
                          record.proof.why);
    case ci::Verdict::Stale:
        return withReason(scheme.isEmpty() ? u"Its proof is right, but not of now"_s
                                           : u"Its proof, %1, is right, but not of now"_s.arg(scheme),
                          record.proof.why);
    }
    Q_UNREACHABLE();
}

QString outcomeSentence(const ci::DeliveryRecord &record)
{
    switch (record.outcome) {
    case ci::Outcome::Recorded: return withReason(u"It changed a run%1"_s.arg(ofProject(record)), record.detail);
    case ci::Outcome::Unchanged:
        return withReason(u"It says what was known of the run%1 already"_s.arg(ofProject(record)), record.detail);
    case ci::Outcome::Duplicate:
        return u"It was delivered before: the same delivery id was answered, and not read again."_s;
    case ci::Outcome::Ignored: return withReason(u"It has nothing to show on a wall"_s, record.detail);
    case ci::Outcome::Invalid: return withReason(u"It could not be read"_s, record.detail);
    case ci::Outcome::Refused: return withReason(u"It was refused with status %1"_s.arg(record.status), record.detail);
    }
    Q_UNREACHABLE();
}

QString deliverySentences(const ci::DeliveryRecord &record)
{
    if (record.outcome == ci::Outcome::Refused && record.proof.verdict == ci::Verdict::Missing
        && !record.detail.isEmpty())
        return outcomeSentence(record); // that is why
    ci::DeliveryRecord rest = record;
    if (!record.proof.why.isEmpty() && record.detail.endsWith(record.proof.why))
        rest.detail.clear();
    return verdictSentence(record) + u' ' + outcomeSentence(rest);
}

} // namespace tallywall
