// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/report.h"

#include <array>
#include <concepts>
#include <cstdio>
#include <sstream>

namespace tallywall::bench {

namespace {

double us(Span span)
{
    return static_cast<double>(span.count()) / 1000;
}

double perSecond(std::uint64_t count, double seconds)
{
    return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

std::string decimal(double value, int places)
{
    std::array<char, 64> text{};
    (void)std::snprintf(text.data(), text.size(), "%.*f", places, value);
    return text.data();
}

// A JSON object, member by member.
class Json
{
public:
    template<typename Number>
    requires std::integral<Number> &&(!std::same_as<Number, bool>)Json &add(std::string_view name, Number value)
    {
        return raw(name, std::to_string(value));
    }
    Json &add(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
    Json &add(std::string_view name, double value) { return raw(name, decimal(value, 3)); }
    Json &add(std::string_view name, const char *value) = delete;
    Json &add(std::string_view name, std::string_view value)
    {
        std::string text = "\"";
        for (const char c : value) {
            std::array<char, 8> code{};
            if (c == '"' || c == '\\')
                text.append(1, '\\').append(1, c);
            else if (static_cast<unsigned char>(c) >= 0x20)
                text.append(1, c);
            else if (std::snprintf(code.data(), code.size(), "\\u%04x", static_cast<unsigned>(c)) > 0)
                text.append(code.data());
        }
        return raw(name, text + "\"");
    }
    template<typename Value>
    Json &add(std::string_view name, const std::optional<Value> &value)
    {
        return value ? add(name, *value) : *this;
    }
    Json &add(std::string_view name, const Json &object) { return raw(name, object.text()); }

    [[nodiscard]] std::string text() const { return m_text + "}"; }

private:
    Json &raw(std::string_view name, const std::string &value)
    {
        m_text.append(m_text.size() > 1 ? ",\"" : "\"").append(name).append("\":").append(value);
        return *this;
    }

    std::string m_text = "{";
};

Json quantiles(const Histogram &histogram)
{
    return Json()
            .add("count", histogram.count())
            .add("mean", us(histogram.mean()))
            .add("p50", us(histogram.quantile(0.5)))
            .add("p90", us(histogram.quantile(0.9)))
            .add("p99", us(histogram.quantile(0.99)))
            .add("p999", us(histogram.quantile(0.999)))
            .add("max", us(histogram.max()));
}

Json optionsJson(const Options &o)
{
    Json json;
    json.add("host", std::string_view(o.host)).add("port", o.port).add("subscribers", o.subscribers);
    json.add("as", nameOf(o.protocol)).add("subscribe", std::string_view(o.subscribe)).add("stalled", o.stalled);
    json.add("reconnect", o.reconnect).add("missed", o.missed);
    if (o.get.empty())
        json.add("post", std::string_view(o.post))
                .add("body", std::string_view(o.body))
                .add("type", std::string_view(o.type));
    else
        json.add("get", std::string_view(o.get));
    json.add("pace", std::string_view(paceText(o))).add("publishers", o.publishers).add("depth", o.depth);
    json.add("seconds", o.seconds).add("messages", o.messages).add("warmup", o.warmup).add("spin", o.spin);
    return json;
}

std::optional<double> memoryPerSubscriber(const Options &o, const Figures &f)
{
    if (!f.memoryBefore || !f.memoryConnected || o.subscribers == 0)
        return std::nullopt;
    return static_cast<double>(*f.memoryConnected - *f.memoryBefore) / o.subscribers;
}

double nsPerDelivery(const Figures &f)
{
    return f.deliveries > 0 ? f.ownCpu * 1e9 / static_cast<double>(f.deliveries) : 0;
}

} // namespace

bool Figures::isGood() const
{
    return closed == 0 && broken == 0 && refused == 0 && unanswered == 0 && unsent == 0 && lost == 0 && doubled == 0;
}

std::string jsonReport(const Options &o, const Figures &f)
{
    Json json;
    json.add("options", optionsJson(o)).add("ok", f.isGood());
    json.add("greeted", f.greeted)
            .add("closed", f.closed)
            .add("broken", f.broken)
            .add("stalled_closed", f.stalledClosed);
    json.add("connect_s", f.connect);
    json.add("sent", f.sent).add("unsent", f.unsent).add("answered", f.good).add("refused", f.refused);
    json.add("unanswered", f.unanswered).add("seconds", f.seconds);
    json.add("answers_per_second", perSecond(f.inTime, f.seconds));
    json.add("answer_us", quantiles(f.answers.fromSent)).add("answer_due_us", quantiles(f.answers.fromDue));
    json.add("deliveries", f.deliveries).add("deliveries_per_second", perSecond(f.deliveries, f.seconds));
    json.add("delivery_us", quantiles(f.latencies.fromSent)).add("delivery_due_us", quantiles(f.latencies.fromDue));
    json.add("lost", f.lost).add("lost_subscribers", f.lostSubscribers).add("lost_worst", f.lostWorst);
    json.add("doubled", f.doubled).add("doubled_subscribers", f.doubledSubscribers);
    json.add("reconnect_s", f.reconnect).add("caught_up_s", f.caughtUp);
    json.add("memory_before_kib", f.memoryBefore).add("memory_connected_kib", f.memoryConnected);
    json.add("memory_after_kib", f.memoryAfter).add("memory_per_subscriber_kib", memoryPerSubscriber(o, f));
    json.add("own_cpu_s", f.ownCpu).add("own_ns_per_delivery", nsPerDelivery(f));
    json.add("reason", std::string_view(f.reason));
    return json.text() + "\n";
}

std::string lineReport(const Options &o, const Figures &f)
{
    const auto latency = [&o](const Latencies &of) {
        const Histogram &histogram = o.pace == Pace::Rate ? of.fromDue : of.fromSent;
        return "p50 " + decimal(us(histogram.quantile(0.5)), 0) + " us, p99 " + decimal(us(histogram.quantile(0.99)), 0)
                + " us, max " + decimal(us(histogram.max()), 0) + " us";
    };
    std::ostringstream out;
    if (o.subscribers > 0)
        out << f.greeted << " subscribers (" << nameOf(o.protocol) << ") in " << decimal(f.connect, 3) << " s | ";
    if (o.pace != Pace::None) {
        out << f.good << " of " << f.sent << " answered, " << decimal(perSecond(f.inTime, f.seconds), 0) << "/s, "
            << latency(f.answers);
    }
    if (f.deliveries > 0) {
        out << " | " << f.deliveries << " delivered, " << decimal(perSecond(f.deliveries, f.seconds), 0) << "/s, "
            << latency(f.latencies) << ", own cost " << decimal(nsPerDelivery(f), 0) << " ns";
    }
    if (f.reconnect)
        out << " | back in " << decimal(*f.reconnect, 3) << " s, caught up in " << decimal(f.caughtUp.value_or(0), 3)
            << " s";
    if (const auto memory = memoryPerSubscriber(o, f))
        out << " | " << decimal(*memory, 1) << " KiB a subscriber";
    out << "\n";
    if (f.isGood())
        return out.str();
    out << "NOT GOOD: " << f.lost << " lost by " << f.lostSubscribers << " subscribers, " << f.doubled << " doubled, "
        << f.closed << " closed, " << f.broken << " broken, " << f.refused << " refused, " << f.unanswered
        << " unanswered, " << f.unsent << " unsent" << (f.reason.empty() ? "" : "; the first: ") << f.reason << "\n";
    return out.str();
}

} // namespace tallywall::bench
