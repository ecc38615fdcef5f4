// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/prices/series_routes.h"

#include "core/json.h"
#include "core/json_object_writer.h"
#include "server/feed/known.h"
#include "server/net/router.h"

namespace tallywall {

namespace {

void appendPoints(QByteArray &out, const QList<PricePoint> &points)
{
    out.append('[');
    for (const PricePoint &point : points) {
        out.append(out.endsWith(']') ? ",[" : "[");
        appendJsonNumber(out, toUnixMs(point.at));
        out.append(',');
        appendJsonNumber(out, point.price);
        out.append(']');
    }
    out.append(']');
}

void getSeries(const Responder &responder, const PriceBoard &board)
{
    QByteArray out("{\"series\":[");
    for (const PriceSeries &series : board.series()) {
        beginElement(out);
        JsonObjectWriter writer(out);
        writer.text("symbol", series.symbol);
        writer.number("price", series.latest().price);
        writer.number("change", series.change());
        writer.time("time", series.latest().at);
        appendPoints(writer.begin("points"), series.points);
        writer.end();
    }
    responder.send(json(out.append("]}")).with("Cache-Control", "no-store"));
}

} // namespace

void addSeriesRoutes(Router &router, const Known &known)
{
    router.add({.method = Method::Get,
                .pattern = "/prices/series",
                .handle = [&known](const Request &, const Responder &responder) {
                    getSeries(responder, known.prices());
                }});
}

} // namespace tallywall
