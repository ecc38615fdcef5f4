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
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char *name, const char *file, const QString &call, const QString &answer) {
            QTest::newRow(name) << QString::fromLatin1(file) << call << answer;
        };
        bounds(row);
        collections(row);
        log(row);
        prices(row);
    }

    // Every call ends as text.
    void whatAModelAnswers()
    {
        QFETCH(QString, file);
        QFETCH(QString, call);
        QFETCH(QString, answer);
        QCOMPARE(answerOf(file, call), answer);
    }

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
        row("the one that was silent for longest is forgotten", "models/collections",
            u"(() => { const known = new m.Collections(); for (let i = 0; i < 501; i++) known.note({collection: `c${1000 + i}`, type: 't'}, i + 1); return [known.list.length, known.list[0].name]; })()"_s,
            u"500,c1001"_s);
    }

    template<typename Row>
    static void log(const Row &row)
    {
        const QString log
                = u"(() => { const log = new m.EventLog(); const event = (id) => ({id, collection: 'c', type: 't', data: {n: id}}); const ids = (list = log.list) => list.map(({event}) => event.id).join(); const add = (...all) => all.forEach((id) => log.add(event(id), 1)); const older = (...all) => log.addOlder(all.map(event)); %1 })()"_s;
        row("live ones on top, older ones below, none twice", "models/event_log",
            log.arg(u"add(5, 6); older(6, 5, 4, 3); older(2, 1); return ids();"_s), u"6,5,4,3,2,1"_s);
        row("a pause", "models/event_log",
            log.arg(u"add(1); log.pause(); add(2, 3); const held = ids() + ' ' + log.came; log.resume(); return `${held} ${ids()} ${log.came}`;"_s),
            u"1 2 3,2,1 0"_s);
        row("a search", "models/event_log",
            log.arg(u"add(1, 12, 23); return [log.found('\"n\":2'), log.found(''), log.found('zz')].map(ids).join(' ');"_s),
            u"23 23,12,1 "_s);
        row("a flood is bounded", "models/event_log",
            log.arg(u"for (let id = 1; id <= 5000; id++) add(id); older(0); return [log.list.length, log.list[0].event.id, log.list.at(-1).event.id, log.isFull];"_s),
            u"1000,5000,4001,true"_s);
        row("and what comes in a pause, too", "models/event_log",
            log.arg(u"add(1); log.pause(); for (let id = 2; id <= 5000; id++) add(id); const came = log.came; log.resume(); return [came, log.list.length, log.list[0].event.id];"_s),
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
        row("as many decimals as a series has", "models/prices",
            u"[[1, 2], [1.5, 2], [1.0842, 1.1], [0.123456789]].map((all) => m.decimalsOf({points: all.map((price, at) => [at, price])}))"_s,
            u"0,2,4,6"_s);
    }
};

QTEST_GUILESS_MAIN(PageCollectionsModelsTest)
#include "page_collections_models_test.moc"
