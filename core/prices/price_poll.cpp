// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prices/price_poll.h"

#include "core/json.h"
#include "core/prices/price_board.h"

namespace tallywall {

using namespace Qt::StringLiterals;

Result<double> priceAt(const QByteArray &document, const JsonPointer &pointer)
{
    const auto root = parseJson(document);
    if (!root)
        return Error{ErrorCode::NotUnderstood, u"its answer is not JSON, an object or an array"_s, {}};
    const QJsonValue value = valueAt(*root, pointer);
    if (value.isUndefined())
        return Error{ErrorCode::Invalid, u"there is nothing at \"%1\" in its answer"_s.arg(pointer.text), {}};
    bool isNumber = value.isDouble();
    const double price = isNumber ? value.toDouble() : value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || !isPrice(price)) {
        return Error{
                ErrorCode::Invalid,
                u"what stands at \"%1\" in its answer is neither a number from -1e15 to 1e15 nor a text that is one"_s
                        .arg(pointer.text),
                {}};
    }
    return price;
}

} // namespace tallywall
