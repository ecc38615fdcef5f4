// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_poll.h"

#include "core/json_value.h"
#include "core/prices/price_board.h"
#include "core/text.h"

namespace tallywall {

using namespace Qt::StringLiterals;

namespace {

QString foundIn(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: return QString::number(value.toDouble());
    case QJsonValue::String: return u'"' + shortened(value.toString(), 40) + u'"';
    case QJsonValue::Array: return u"an array"_s;
    case QJsonValue::Object: return u"an object"_s;
    case QJsonValue::Undefined: return u"nothing"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<double> priceAt(const QByteArray &document, const JsonPointer &pointer)
{
    const auto root = readJsonValue(document);
    if (!root)
        return Error{ErrorCode::NotUnderstood, u"its answer is not JSON"_s, {}};
    const QJsonValue value = valueAt(*root, pointer);
    if (value.isUndefined())
        return Error{ErrorCode::Invalid, u"there is nothing at \"%1\" in its answer"_s.arg(pointer.text), {}};
    bool isNumber = value.isDouble();
    const double price = isNumber ? value.toDouble() : value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || !isPrice(price)) {
        const QString place = pointer.path.isEmpty() ? u"its answer"_s
                                                     : u"what stands at \"%1\" in its answer"_s.arg(pointer.text);
        return Error{
                ErrorCode::Invalid,
                u"%1 is neither a number from -1e15 to 1e15 nor a text that is one: %2"_s.arg(place, foundIn(value)),
                {}};
    }
    return price;
}

} // namespace tallywall
