// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/addresses.h"

#include <QNetworkInterface>

#include <algorithm>
#include <array>

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString address(const QHostAddress &host, quint16 port)
{
    const bool six = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (six ? u"http://[%1]:%2"_s : u"http://%1:%2"_s).arg(host.toString()).arg(port);
}

bool isWildcard(const QHostAddress &listen)
{
    return listen == QHostAddress(QHostAddress::AnyIPv4) || listen == QHostAddress(QHostAddress::AnyIPv6)
            || listen == QHostAddress(QHostAddress::Any);
}

// Networks of containers and virtual machines, which no phone is in.
bool isBridge(const QNetworkInterface &one)
{
    static constexpr std::array prefixes{"docker"_L1, "br-"_L1, "virbr"_L1, "veth"_L1, "lxc"_L1, "podman"_L1};
    return std::any_of(prefixes.begin(), prefixes.end(), [&one](auto prefix) { return one.name().startsWith(prefix); });
}

} // namespace

QString ownAddress(const QHostAddress &listen, quint16 port)
{
    if (!isWildcard(listen))
        return address(listen, port);
    return address(listen == QHostAddress(QHostAddress::AnyIPv6) ? QHostAddress(QHostAddress::LocalHostIPv6)
                                                                 : QHostAddress(QHostAddress::LocalHost),
                   port);
}

QStringList reachableAddresses(const QHostAddress &listen, quint16 port)
{
    if (!isWildcard(listen))
        return {address(listen, port)};
    QStringList four;
    QStringList six;
    QStringList bridges;
    const auto interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &one : interfaces) {
        if (!one.flags().testFlag(QNetworkInterface::IsRunning) || one.flags().testFlag(QNetworkInterface::IsLoopBack))
            continue;
        const auto entries = one.addressEntries();
        for (const QNetworkAddressEntry &entry : entries) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol)
                (isBridge(one) ? bridges : four) << address(entry.ip(), port);
            else if (!entry.ip().isLinkLocal() && listen != QHostAddress(QHostAddress::AnyIPv4))
                six << address(entry.ip(), port);
        }
    }
    return four + six + bridges + QStringList{ownAddress(listen, port)};
}

} // namespace tallywall
