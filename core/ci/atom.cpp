// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/atom.h"

#include "core/xml.h"

#include <QUuid>
#include <QXmlStreamWriter>

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

// The name space of the ids (RFC 4122, section 4.3): made once, never to be changed.
constexpr QUuid ids(0x5e647998, 0x7379, 0x414c, 0xb7, 0x4f, 0x8f, 0x93, 0x32, 0x85, 0x96, 0x00);

QString idOf(const Run &run)
{
    const QStringList parts{run.provider, run.project, run.key, QString::number(run.attempt),
                            QString::fromLatin1(transitionWord(run.transition))};
    const QUuid id = QUuid::createUuidV5(ids, parts.join(QChar::LineFeed));
    return "urn:uuid:"_L1 + id.toString(QUuid::WithoutBraces);
}

TimePoint timeOf(const Run &run)
{
    return run.finished.value_or(run.updated);
}

QString titleOf(const Run &run)
{
    QString title = run.project;
    for (const QString &part : {run.pipeline, run.ref}) {
        if (!part.isEmpty())
            title += u' ' + part;
    }
    return title + (run.transition == Transition::Broken ? " is broken"_L1 : " is fixed"_L1);
}

// "#31 failed: Add the wall (0e6a3f12), by Ada"
QString summaryOf(const Run &run)
{
    const QString state = QString::fromLatin1(stateWord(run.state));
    QString summary = run.number > 0 ? u"#%1 %2"_s.arg(QString::number(run.number), state) : state;
    if (!run.message.isEmpty())
        summary += ": "_L1 + run.message;
    if (!run.commit.isEmpty())
        summary += u" (%1)"_s.arg(run.commit.left(8));
    if (!run.author.isEmpty())
        summary += ", by "_L1 + run.author;
    return summary;
}

void writeLink(QXmlStreamWriter &atom, QLatin1StringView relation, const QString &address)
{
    atom.writeEmptyElement("link"_L1);
    atom.writeAttribute("rel"_L1, relation);
    atom.writeAttribute("href"_L1, xmlText(address));
}

void writeAuthor(QXmlStreamWriter &atom, const QString &name)
{
    atom.writeStartElement("author"_L1);
    atom.writeTextElement("name"_L1, xmlText(name));
    atom.writeEndElement();
}

void writeEntry(QXmlStreamWriter &atom, const Run &run, const QString &wall)
{
    atom.writeStartElement("entry"_L1);
    atom.writeTextElement("id"_L1, idOf(run));
    atom.writeTextElement("title"_L1, xmlText(titleOf(run)));
    atom.writeTextElement("updated"_L1, QString::fromLatin1(toIso(timeOf(run))));
    writeLink(atom, "alternate"_L1, linkOf(run, wall));
    if (!run.author.isEmpty())
        writeAuthor(atom, run.author);
    atom.writeTextElement("summary"_L1, xmlText(summaryOf(run))); // type="text" when nothing is said
    atom.writeEndElement();
}

bool isShown(const Run &run)
{
    return run.transition == Transition::Broken || run.transition == Transition::Fixed;
}

} // namespace

QByteArray transitionsFeed(const QList<Run> &transitions, const QString &wall)
{
    TimePoint updated{};
    for (const Run &run : transitions) {
        if (isShown(run))
            updated = std::max(updated, timeOf(run));
    }
    const QString own = wall + "/ci/transitions.atom"_L1;

    QByteArray out;
    QXmlStreamWriter atom(&out);
    atom.setAutoFormatting(true);
    atom.writeStartDocument();
    atom.writeDefaultNamespace("http://www.w3.org/2005/Atom"_L1);
    atom.writeStartElement("feed"_L1);
    atom.writeTextElement("id"_L1, xmlText(own));
    atom.writeTextElement("title"_L1, "Tallywall: broken and fixed"_L1);
    atom.writeTextElement("updated"_L1, QString::fromLatin1(toIso(updated)));
    writeLink(atom, "self"_L1, own);
    writeLink(atom, "alternate"_L1, wall);
    writeAuthor(atom, "Tallywall"_L1);
    for (const Run &run : transitions) {
        if (isShown(run))
            writeEntry(atom, run, wall);
    }
    atom.writeEndDocument();
    return out;
}

} // namespace tallywall::ci
