// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ci/proving.h"

#include "core/secret.h"

#include <algorithm>

namespace tallywall::ci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostProofBytes = 8192;

// ITU-T X.690 (DER), of a key: a sequence that is as long as it says, of which the first is a sequence (X.509
// SubjectPublicKeyInfo) or a number (PKCS #1). By chance that is one in millions.
bool isDerOfKey(const QByteArray &bytes)
{
    const auto at = [&bytes](qsizetype i) { return i < bytes.size() ? static_cast<unsigned char>(bytes.at(i)) : 0U; };
    if (at(0) != 0x30)
        return false;
    qsizetype content = 2;
    qsizetype length = at(1);
    if (length == 0x81 || length == 0x82) {
        content += length - 0x80;
        length = length == 0x81 ? at(2) : at(2) * 256 + at(3);
    }
    return content + length == bytes.size() && (at(content) == 0x30 || at(content) == 0x02);
}

} // namespace

Proof given(const QString &scheme)
{
    return {Verdict::Given, scheme, {}};
}

Proof missingProof(const QString &scheme, const QByteArray &header)
{
    return {Verdict::Missing, scheme, u"there is no %1"_s.arg(QString::fromLatin1(header))};
}

Proof wrong(const QString &scheme, const QString &why)
{
    return {Verdict::Wrong, scheme, why};
}

Proof noSecretMatches(const QString &scheme)
{
    return wrong(scheme, u"it was made with none of the secrets that are set here"_s);
}

QByteArray proofIn(const Delivery &delivery, QByteArrayView header)
{
    return delivery.header(header).left(mostProofBytes).trimmed();
}

bool isPublicKey(const QByteArray &secret)
{
    if (secret.startsWith("whpk_") || secret.trimmed().startsWith("-----BEGIN"))
        return true;
    return isDerOfKey(fromBase64(secret.simplified().replace(' ', "")));
}

QByteArrayList publicKeys(const QByteArrayList &secrets)
{
    QByteArrayList keys;
    std::copy_if(secrets.begin(), secrets.end(), std::back_inserter(keys), &isPublicKey);
    return keys;
}

QByteArrayList sharedSecrets(const QByteArrayList &secrets)
{
    QByteArrayList shared;
    std::copy_if(secrets.begin(), secrets.end(), std::back_inserter(shared),
                 [](const QByteArray &secret) { return !secret.isEmpty() && !isPublicKey(secret); });
    return shared;
}

bool sameDigest(const QByteArray &given, const QByteArray &expected)
{
    return !given.isEmpty() && sameSecret(given, expected);
}

QByteArray fromHex(QByteArrayView hex)
{
    const bool plain = hex.size() % 2 == 0 && std::all_of(hex.begin(), hex.end(), [](char c) {
                           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                       });
    return plain ? QByteArray::fromHex(hex.toByteArray()) : QByteArray();
}

QByteArray fromBase64(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? decoded.decoded : QByteArray();
}

QByteArray pairValue(QByteArrayView list, QByteArrayView name)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView pair = (comma < 0 ? list : list.first(comma)).trimmed();
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0 || pair.first(equals) != name)
            continue;
        const QByteArrayView value = pair.sliced(equals + 1);
        const bool quoted = value.size() >= 2 && value.startsWith('"') && value.endsWith('"');
        return (quoted ? value.sliced(1, value.size() - 2) : value).toByteArray();
    }
    return {};
}

std::optional<TimePoint> unixTime(QByteArrayView seconds)
{
    bool ok = false;
    const qint64 value = seconds.toByteArray().toLongLong(&ok);
    return ok && value > 0 && value < 100'000'000'000 ? std::optional(fromUnixMs(value * 1000)) : std::nullopt;
}

std::optional<TimePoint> httpDate(const QByteArray &text)
{
    static const QByteArrayList months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const QByteArrayList parts = text.simplified().split(' ');
    if (parts.size() != 6 || (parts.at(5) != "GMT" && parts.at(5) != "UTC"))
        return std::nullopt;
    const qsizetype month = months.indexOf(parts.at(2)) + 1;
    const QString iso = u"%1-%2-%3T%4Z"_s.arg(
            QString::fromLatin1(parts.at(3)), QString::number(month).rightJustified(2, u'0'),
            QString::fromLatin1(parts.at(1)).rightJustified(2, u'0'), QString::fromLatin1(parts.at(4)));
    return fromIso(iso);
}

std::optional<Proof> stale(const QString &scheme, std::optional<TimePoint> said, TimePoint received)
{
    if (!said)
        return wrong(scheme, u"its time cannot be read"_s);
    const auto distance = *said > received ? *said - received : received - *said;
    if (distance <= replayWindow)
        return std::nullopt;
    using std::chrono::ceil, std::chrono::seconds;
    return Proof{Verdict::Stale, scheme,
                 u"it was signed %1 seconds %2; up to %3 are taken. Are both clocks right?"_s
                         .arg(ceil<seconds>(distance).count())
                         .arg(*said > received ? u"ahead of now"_s : u"ago"_s)
                         .arg(seconds(replayWindow).count())};
}

} // namespace tallywall::ci
