// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/feed/subscriber.h"

#include "server/feed/audience.h"

#include <numeric>
#include <utility>

namespace tallywall {

namespace {

void endAnswer(Outlet &outlet, Subscriber::Farewell why)
{
    switch (why) {
    case Subscriber::Farewell::Stopping: outlet.end(); return;
    case Subscriber::Farewell::TooSlow: outlet.abort(); return; // what waits there it would not read
    }
}

} // namespace

Subscriber::Subscriber(Format format, std::unique_ptr<Outlet> outlet, qint64 maxOutbox, QObject *parent, Close close)
    : QObject(parent)
    , m_format(format)
    , m_outlet(std::move(outlet))
    , m_maxOutbox(maxOutbox)
    , m_close(close ? std::move(close) : Close(&endAnswer))
{
    connect(m_outlet.get(), &Outlet::drained, this, &Subscriber::takeDrained);
    connect(m_outlet.get(), &Outlet::closed, this, &Subscriber::takeClosed);
}

Subscriber::~Subscriber()
{
    m_outlet->disconnect(this);
}

bool Subscriber::write(const QByteArray &bytes)
{
    return write(QByteArrayList{bytes});
}

bool Subscriber::write(const QByteArrayList &pieces)
{
    if (!m_open)
        return true; // it is on its way out already
    const qint64 waiting = m_outlet->waiting();
    const auto size = std::accumulate(pieces.begin(), pieces.end(), qint64(0),
                                      [](qint64 sum, const QByteArray &piece) { return sum + piece.size(); });
    if (waiting > 0 && waiting + size > m_maxOutbox)
        return false;
    for (const QByteArray &piece : pieces)
        m_outlet->write(piece);
    setDirect(direct());
    return true;
}

void Subscriber::keepRest(const QByteArray &bytes, qsizetype sent)
{
    m_outlet->keepRest(bytes, sent);
    setDirect(-1);
}

void Subscriber::mindBuffer()
{
    setDirect(-1);
}

void Subscriber::setDirect(int descriptor)
{
    if (m_audience)
        m_audience->setDirect(*this, descriptor);
}

void Subscriber::takeDrained()
{
    if (m_open)
        setDirect(direct());
    Q_EMIT drained();
}

void Subscriber::close(Farewell why)
{
    if (!std::exchange(m_open, false))
        return;
    Q_EMIT closed();
    m_close(*m_outlet, why);
}

void Subscriber::takeClosed()
{
    if (std::exchange(m_open, false))
        Q_EMIT closed();
    deleteLater();
}

} // namespace tallywall
