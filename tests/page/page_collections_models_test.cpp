// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the page reckons from notifications and prices, asked for in a real browser.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageCollectionsModelsTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void whatAModelAnswers_data()
    {
        addModelColumns();
        const auto row = &addModelRow;
        bounds(row);
        collections(row);
        log(row);
        prices(row);
        activity(row);
    }

    void whatAModelAnswers() { checkModelRow(); }

private:
    template<typename Row>
    static void bounds(const Row &row)
    {
        row("of a long event the beginning is kept", "models/bounded_event",
            u"(({id, data, cut}) => [id, data, cut.beginning.length, cut.length])(m.boundedEvent({id: 7, collection: 'a', type: 't', data: 'x'.repeat(1e6)}, 1e6))"_s,
            u"7,,2000,1000002"_s);
        row("one that is not long stays as it is", "models/bounded_event",
            u"(({data, cut}) => [data.length, cut])(m.boundedAnswer({collection: 'a', type: 't', data: 'x'.repeat(9e3)}))"_s,
            u"9000,"_s);
        row("a line of data", "models/bounded_event",
            u"[{data: {a: 1}}, {data: null}, {}, {cut: {beginning: '{\"b'}}].map(m.dataText).join('|')"_s,
            u"{\"a\":1}|null||{\"b"_s);
    }

    template<typename Row>
    static void collections(const Row &row)
    {
        const QString after
                = u"(() => { const known = new m.Collections(); const at = 1e9; known.replace([{collection: 'a', per_minute: 60, newest: {type: 't', time: ''}}], [], at); known.note({collection: 'a', type: 'u'}, at); const [{type, rate}] = known.list; return [type, rate.perMinute(at + %1)]; })()"_s;
        row("what the wall counted, and one more", "models/collections", after.arg(0), u"u,61"_s);
        row("half a minute later", "models/collections", after.arg(30000), u"u,31"_s);
        row("a minute later", "models/collections", after.arg(60000), u"u,0"_s);
        row("what came while they were read counts once", "models/collections",
            u"(() => { const known = new m.Collections(); const time = (second) => `2026-01-01T00:00:0${second}Z`; known.replace([{collection: 'a', per_minute: 1, newest: {type: 't', time: time(1)}}], [1, 2].map((second) => ({collection: 'a', type: 'u', time: time(second)})), 1e9); return [known.list[0].type, known.list[0].rate.perMinute(1e9)]; })()"_s,
            u"u,2"_s);
        const QString flood
                = u"(() => { const known = new m.Collections(); const note = (i, time) => known.note({collection: `c${1000 + i}`, type: 't', time}, 1e9 + i); for (let i = 0; i < 500; i++) note(i); %1 return [known.list.length, known.list.slice(0, 2).map(({name}) => name).join()]; })()"_s;
        row("the one that was silent for longest is forgotten", "models/collections", flood.arg(u"note(500);"_s),
            u"500,c1001,c1002"_s);
        row("whatever the clocks of the others say", "models/collections",
            flood.arg(u"note(0, '1999-01-01T00:00:00Z'); note(500);"_s), u"500,c1000,c1002"_s);
        row("of those that were read, the one with the oldest event is forgotten first", "models/collections",
            u"(() => { const known = new m.Collections(); const time = (second) => new Date(second * 1e3).toISOString(); known.replace(Array.from({length: 500}, (_, i) => ({collection: `c${1000 + i}`, per_minute: 0, newest: {type: 't', time: time(i === 7 ? 1 : 1000 + i)}})), [], 1e9); known.note({collection: 'd', type: 't'}, 1e9); return known.list.filter(({name}) => name === 'c1007' || name === 'c1000').map(({name}) => name).join(); })()"_s,
            u"c1000"_s);
        row("no name is compared where nobody looks", "models/collections",
            u"(() => { const known = new m.Collections(); const compare = Intl.Collator.prototype; const before = Object.getOwnPropertyDescriptor(compare, 'compare'); let compared = 0; Object.defineProperty(compare, 'compare', {...before, get() { compared++; return before.get.call(this); }}); for (let i = 0; i < 1000; i++) known.note({collection: `c${i}`, type: 't'}, 1e9); Object.defineProperty(compare, 'compare', before); return compared; })()"_s,
            u"0"_s);
        const QString setBack
                = u"(() => { const known = new m.Collections(); const rateAt = (second) => known.list[0].rate.perMinute(second * 1e3); const note = (second) => known.note({collection: 'a', type: 't'}, second * 1e3); for (let i = 0; i < 10; i++) note(1e6); %1 })()"_s;
        row("a clock that is set back by a little loses nothing", "models/collections",
            setBack.arg(u"note(1e6 - 59); return rateAt(1e6 - 59);"_s), u"11"_s);
        row("by a minute or more: it begins anew", "models/collections",
            setBack.arg(
                    u"for (let i = 0; i < 600; i++) note(9e5 + i); return [rateAt(9e5 + 599), rateAt(9e5 + 659)];"_s),
            u"60,0"_s);
    }

    template<typename Row>
    static void log(const Row &row)
    {
        const QString log
                = u"(() => { const log = new m.EventLog(); const event = (id) => ({id, collection: 'c', type: 't', data: {n: id}}); const ids = (list = log.list) => list.map(({event}) => event.id).join(); const add = (...all) => all.forEach((id) => log.add(event(id), 1)); const older = (...all) => log.addOlder(all.map(event)); %1 })()"_s;
        row("live ones on top, older ones below, none twice", "models/event_log",
            log.arg(u"add(5, 6); older(6, 5, 4, 3); older(2, 1); return ids();"_s), u"6,5,4,3,2,1"_s);
        row("a pause", "models/event_log",
            log.arg(u"add(1); log.pause(); add(2, 3); const held = ids() + ' ' + log.came(''); log.resume(); return `${held} ${ids()} ${log.came('')}`;"_s),
            u"1 2 3,2,1 0"_s);
        row("a search", "models/event_log",
            log.arg(u"add(1, 12, 23); return [log.found('\"n\":2'), log.found(''), log.found('zz')].map(ids).join(' ');"_s),
            u"23 23,12,1 "_s);
        row("a pause while something is sought", "models/event_log",
            log.arg(u"log.pause(); add(12, 23); log.found('\"n\":2'); add(24, 3); return [log.came('\"n\":2'), log.came('')];"_s),
            u"2,4"_s);
        row("what was read in a pause and came as well is there once", "models/event_log",
            log.arg(u"log.pause(); add(3, 4); older(3, 2); const held = ids(); log.resume(); return `${held} ${ids()}`;"_s),
            u"3,2 4,3,2"_s);
        row("the name of the collection is looked at where all are shown", "models/event_log",
            u"[true, false].map((ofAll) => { const log = new m.EventLog({ofAll}); log.add({collection: 'orders', type: 't'}, 1); return log.found('order').length; })"_s,
            u"1,0"_s);
        row("stored ones keep their order, whatever their clocks said", "models/event_log",
            u"(() => { const at = (second) => `2026-01-01T00:00:0${second}Z`; return m.merged([{id: 3, time: at(5)}, {id: 2, time: at(7)}, {id: 1, time: at(1)}], [{id: 'x', time: at(6)}, {id: 'y', time: at(0)}]).map(({id}) => id).join(''); })()"_s,
            u"x321y"_s);
        row("a flood is bounded", "models/event_log",
            log.arg(u"for (let id = 1; id <= 5000; id++) add(id); older(0); return [log.list.length, log.list[0].event.id, log.list.at(-1).event.id, log.isFull];"_s),
            u"1000,5000,4001,true"_s);
        row("and what comes in a pause, too", "models/event_log",
            log.arg(u"add(1); log.pause(); for (let id = 2; id <= 5000; id++) add(id); const came = log.came(''); log.resume(); return [came, log.list.length, log.list[0].event.id];"_s),
            u"4999,1000,5000"_s);
        row("no two rows are the same one", "models/event_log",
            log.arg(u"const other = new m.EventLog(); add(1); other.add(event(1), 1); older(0); other.addOlder([event(0)]); return new Set([...log.list, ...other.list].map(({key}) => key)).size;"_s),
            u"4"_s);
    }

    template<typename Row>
    static void prices(const Row &row)
    {
        row("what is a price", "models/prices",
            u"[{symbol: 'A', price: 1}, {symbol: 'A'}, {price: 1}, {symbol: 'a b', price: 1}, {symbol: 'A', price: '1'}, null, undefined, 7].map((data) => Boolean(m.priceOf({collection: 'prices', data}))).join()"_s,
            u"true,false,false,false,false,false,false,false"_s);
        const QString board
                = u"(() => { const prices = new m.Prices(); const event = (symbol, price, ms) => ({collection: 'prices', type: 'price', time: new Date(ms).toISOString(), data: {symbol, price}}); %1 })()"_s;
        row("up and down", "models/prices",
            board.arg(
                    u"prices.take(event('A', 2, 1), 0); const first = m.changeOf(prices.get('A')); prices.take(event('A', 5, 2), 0); const up = m.changeOf(prices.get('A')); prices.take(event('A', 1, 3), 0); return [first, up, m.changeOf(prices.get('A'))];"_s),
            u"0,3,-4"_s);
        row("what came while the series were read is there once", "models/prices",
            board.arg(
                    u"prices.replace([{symbol: 'A', points: [[10, 1], [20, 2]]}], [event('A', 2, 20), event('A', 3, 30), event('B', 4, 5)], 0); return prices.list.map(({points}) => points.map(([, price]) => price).join('')).join();"_s),
            u"123,4"_s);
        row("a series is bounded", "models/prices",
            board.arg(
                    u"for (let i = 1; i <= 700; i++) prices.take(event('A', i, i), 0); const {points} = prices.get('A'); return [points.length, points[0][1]];"_s),
            u"600,101"_s);
        row("and so are the symbols", "models/prices",
            board.arg(
                    u"for (let i = 1; i <= 201; i++) prices.take(event(`S${i}`, i, i), 0); return [prices.list.length, prices.get('S1')];"_s),
            u"200,"_s);
        row("the symbol that was told of longest ago is forgotten, whatever the clocks say", "models/prices",
            board.arg(
                    u"for (let i = 1; i <= 200; i++) prices.take(event(`S${i}`, i, i), 0); prices.take(event('S1', 1, -1e9), 0); prices.take(event('T', 1, 0), 0); return [prices.get('S1')?.symbol, prices.get('S2')];"_s),
            u"S1,"_s);
        row("a change is what a person would reckon", "models/prices",
            u"[[12.2, 12.3], [1.0842, 1.0841], [123456789, 123456789.1], [5, 5], [0, 0], [-1e15, 1e15]].map((all) => m.changeOf({points: all.map((price, at) => [at, price])})).join()"_s,
            u"0.1,-0.0001,0.1,0,0,2000000000000000"_s);
        row("what is too high for a price", "models/prices",
            u"[1e15, -1e15, 1.1e15, 1e308].map((price) => Boolean(m.priceOf({collection: 'prices', data: {symbol: 'A', price}}))).join()"_s,
            u"true,true,false,false"_s);
        row("symbols in the order of people", "models/prices",
            board.arg(
                    u"['b', 'A10', 'a2', 'C'].forEach((symbol) => prices.take(event(symbol, 1, 1), 0)); return prices.list.map(({symbol}) => symbol).join();"_s),
            u"a2,A10,b,C"_s);
        const QString silent
                = u"((points) => [59, 61, 150, 151].map((second) => m.silentSince({points}, 100e3 + second * 1e3) ?? '-').join())(%1)"_s;
        row("a minute without news", "models/prices", silent.arg(u"[[100e3, 1]]"_s), u"-,100000,100000,100000"_s);
        row("five gaps without news", "models/prices", silent.arg(u"[[40e3, 1], [65e3, 2], [100e3, 3]]"_s),
            u"-,-,-,100000"_s);
        row("of what was never told nothing is missed", "models/prices", silent.arg(u"[]"_s), u"-,-,-,-"_s);
        row("decimals stay as prices change", "models/prices",
            u"[[1.0842, 1.08], [12.5], [], [1e13, 5]].map((all) => m.decimalsOf({points: all.map((price) => [0, price])})).join()"_s,
            u"4,2,2,1"_s);
        row("a change has the decimals of its price, and no noise", "models/prices",
            u"[[0.1, 0.3, 0.30000000000000004], [506.13644, 5954.7058], [1e14, 123456789012345.6], [1.2e-7, 1.3e-7]].map((all) => m.shownChangeOf({points: all.map((price, at) => [at, price])})).join()"_s,
            u"0,5448.56936,23456789012346,1e-8"_s);
        row("a price in words", "format",
            u"[12.5, 5, 1.0842, 0.0000012, 1204.5, 1234567.891, 0.1 + 0.2, -3, 0, NaN].map((value) => m.price(value)).join(' ').replaceAll('\\u202f', '_')"_s,
            u"12.50 5.00 1.0842 0.0000012 1_204.50 1_234_567.89 0.30 -3.00 0.00 –"_s);
        row("an axis tells its lines apart", "axes", u"[0.5, 1, 20, 0.02, 0.000005].map(m.decimalsOfStep).join()"_s,
            u"1,0,0,2,6"_s);
        row("the prices fill the time axis", "price_chart",
            u"[[[0, 1], [7e3, 2]], [[9e3, 1]], []].map((points) => m.priceSpan({symbol: 'A', points})).map(({from, to}) => [from, to].join('-')).join()"_s,
            u"0-7000,4000-9000,-"_s);
        row("a time axis has two moments at least", "axes",
            u"[5e3, 7e3, 30e3, 50e3, 100e3, 119e3, 280e3, 1700e3, 7100e3].every((span) => [2, 3, 6].every((most) => [0, 7e3, 59e3].every((from) => ((ticks) => ticks.length >= 2 && ticks.length <= most + 1)(m.clockTicks(from, from + span, most)))))"_s,
            u"true"_s);
    }

    template<typename Row>
    static void activity(const Row &row)
    {
        const QString rate
                = u"(() => { const activity = new m.Activity(); const rates = [activity.rate(1e9)]; for (let ms = 0; ms < 4000; ms += 100) activity.add({collection: 'a', type: 't'}, 1e9 + ms); %1 })()"_s;
        row("a rate is over the time that was observed", "models/activity",
            rate.arg(u"rates.push(activity.rate(1e9 + 4000)); return rates;"_s), u"NaN,10"_s);
        row("and the clock may be set", "models/activity",
            rate.arg(u"rates.push(activity.rate(1e9 - 3600e3)); return rates;"_s), u"NaN,NaN"_s);
        row("a long message is a message", "models/bounded_event",
            u"await import('/assets/models/activity.js').then(({Activity}) => { const activity = new Activity(); activity.add(m.boundedEvent({id: 1, collection: 'messages', type: 'said', data: {name: 'Ada', message: 'x'.repeat(2e4)}}, 2e4), 1); const [{name, message}] = activity.messages; return [activity.said, name, message.length]; })"_s,
            u"1,Ada,4000"_s);
    }
};

QTEST_GUILESS_MAIN(PageCollectionsModelsTest)
#include "page_collections_models_test.moc"
