// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the page reckons from runs and deliveries, asked for in a real browser.
#include "tests/page/page_fixture.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace tallywall::test;

class PageCiModelsTest : public PageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void whatAModelAnswers_data()
    {
        addModelColumns();
        const auto row = &addModelRow;
        latest(row);
        order(row);
        grid(row);
        progress(row);
        words(row);
        filters(row);
        deliveries(row);
    }

    void whatAModelAnswers() { checkModelRow(); }

private:
    template<typename Row>
    static void latest(const Row &row)
    {
        const QString list
                = u"(() => { const runs = new m.Pipelines(); const run = (id, more) => ({id, provider: 'p', project: 'q', ref: 'r', state: 'failed', number: 1, attempt: 1, ...more}); for (const each of %1) runs.upsert(each); return runs.list.map((each) => each.id).sort().join(); })()"_s;
        row("latest: the highest number, then the attempt", "models/pipelines",
            list.arg(
                    u"[run(9), run(2, {number: 3}), run(1, {number: 3, attempt: 2}), run(5, {number: 2, attempt: 7})]"_s),
            u"1"_s);
        row("latest: the sequence goes before the number", "models/pipelines",
            list.arg(u"[run(1, {sequence: 50}), run(2, {sequence: 40, number: 99})]"_s), u"1"_s);
        row("latest: at last the id", "models/pipelines", list.arg(u"[run(2), run(1)]"_s), u"2"_s);
        row("latest: each pipeline by itself", "models/pipelines",
            list.arg(u"[run(1), run(2, {pipeline: 'nightly'}), run(3, {pipeline: ''})]"_s), u"2,3"_s);
        row("a lane is removed, and what ended in it", "models/pipelines",
            u"(() => { const runs = new m.Pipelines(); const run = (id, ref) => ({id, provider: 'p', project: 'q', ref, state: 'failed', duration: id}); for (const each of [run(1, 'old'), run(2, 'old'), run(3, 'main')]) runs.upsert(each); runs.remove({provider: 'p', project: 'q', pipeline: '', ref: 'old', runs: 2}); return [runs.list, runs.finished, runs.trouble].map((list) => list.map((each) => each.id).join()).join(' '); })()"_s,
            u"3 3 3"_s);
        row("a lane is removed from a list, and comes anew", "models/runs_list",
            u"(() => { const list = new m.RunsList(); const run = (id, ref) => ({id, provider: 'p', project: 'q', ref}); list.append({runs: [run(3, 'main'), run(2), run(1)]}); list.remove({provider: 'p', project: 'q', pipeline: '', ref: ''}); list.take(run(4), true); return list.list.map((each) => each.id).join(); })()"_s,
            u"4,3"_s);
        row("a removal is of a lane", "models/pipelines",
            u"[{type: 'deleted', data: {provider: 'p', project: 'q'}}, {type: 'deleted'}, {type: 'deleted', data: {project: 7}}, {type: 'updated', data: {provider: 'p', project: 'q'}}].map(m.isRemoval)"_s,
            u"true,false,false,false"_s);
        const QString tooMany
                = u"(() => { const runs = new m.Pipelines(); const run = (id, state, more) => ({id, provider: 'p', project: 'q', ref: 'r' + id, state, updated: new Date(id * 1000).toISOString(), ...more}); const green = Array.from({length: 501}, (_, n) => run(n + 10, 'success')); const kept = () => [runs.list.length, runs.isFull, runs.list.filter((each) => each.id < 10).map((each) => each.id)].join(); %1; return kept(); })()"_s;
        row("of too many lanes the red one is kept, though it is old", "models/pipelines",
            tooMany.arg(u"runs.replace([...green, run(1, 'failed')], [])"_s), u"500,true,1"_s);
        row("and what goes on, behind what is red", "models/pipelines",
            tooMany.arg(
                    u"runs.replace(green, []); for (const each of [run(1, 'running'), run(2, 'running', {transition: 'still_broken'}), run(3, 'success')]) runs.upsert(each)"_s),
            u"500,true,2,1"_s);
        const QString further
                = u"((wall) => { wall.summary = {ci: {runs: 1512}}; wall.pipelines.replace(Array.from({length: %1}, (_, id) => ({id, provider: 'p', project: 'q', ref: String(id), state: 'success'})), []); return wall.furtherLanes; })(new m.Wall())"_s;
        row("how many lanes there are besides", "wall", further.arg(500), u"1012"_s);
        row("none, where all of them are here", "wall", further.arg(499), u"0"_s);
        row("it is said", "views/ci/wall",
            u"(() => { const run = {id: 1, provider: 'p', project: 'q', ref: 'r', state: 'failed'}; const part = new m.CiWall({loaded: true, furtherLanes: 1012, now: () => 0, pipelines: {list: [run], trouble: [run]}}); part.render(new Set(['summary'])); return part.counts.textContent; })()"_s,
            u"1 failed of 1, and 1\u202f012 more"_s);
        row("a red lane that builds again is trouble", "models/pipelines",
            u"(() => { const runs = new m.Pipelines(); runs.upsert({id: 1, provider: 'p', project: 'q', state: 'running', transition: 'still_broken'}); return [runs.trouble, runs.attention].map((list) => list.length); })()"_s,
            u"1,1"_s);
        const QString bounded
                = u"(({data}) => %2)(m.boundedEvent({collection: 'ci', type: 'updated', data: {id: 1, project: 'q', state: 'failed', %1}}))"_s;
        row("texts of an event have a bound", "models/bounded_event",
            bounded.arg(u"message: 'x'.repeat(1e6), claim: {by: 'y'.repeat(1e6)}, ref: {deep: {}}"_s,
                        u"[data.message.length, data.claim.by.length, data.ref]"_s),
            u"250,250,"_s);
        row("its jobs, too", "models/bounded_event",
            bounded.arg(u"jobs: Array(501).fill({name: 'x'.repeat(1e3)})"_s,
                        u"[data.jobs.length, data.jobs[0].name.length]"_s),
            u"500,250"_s);
        row("no half of an address", "models/bounded_event",
            bounded.arg(u"url: 'https://h/' + 'x'.repeat(2000), jobs: [{url: 'https://h/'}]"_s,
                        u"[data.url, data.jobs[0].url]"_s),
            u",https://h/"_s);
        const QString line
                = u"((list) => (list.render({activity: {lines: [{key: 1, time: 0, event: %1}]}}), list.element.querySelector('.what').textContent))(new m.LiveLines())"_s;
        row("a line of a run", "views/lines",
            line.arg(u"{collection: 'ci', type: 'updated', data: {id: 1, project: 'q', ref: 'r', state: 'failed'}}"_s),
            u"q r failed"_s);
        row("a line of a lane that went", "views/lines",
            line.arg(u"{collection: 'ci', type: 'deleted', data: {provider: 'p', project: 'q', ref: 'r'}}"_s),
            u"q r removed"_s);
        row("a line of what is neither", "views/lines", line.arg(u"{collection: 'ci', type: 'x', data: {}}"_s),
            u"x {}"_s);
        row("a run is a run", "models/pipelines",
            u"[null, {}, {id: 1}, {id: 1, project: 'q', state: 'x'}].map(m.isRun)"_s, u"false,false,false,true"_s);
    }

    template<typename Row>
    static void order(const Row &row)
    {
        const QString shown
                = u"m.arrange(%1.map((state, id) => ({id, provider: 'p', project: state + id, ref: 'r', state})), {fold: %2}).map((item) => item.run?.state ?? item.folded.length).join()"_s;
        const QString all
                = u"['skipped', 'success', 'unknown', 'queued', 'running', 'waiting', 'error', 'failed', 'failing', 'warning', 'canceled']"_s;
        row("the wall's order", "models/wall_order", shown.arg(all, u"false"_s),
            u"failing,failed,error,waiting,running,queued,unknown,warning,success,canceled,skipped"_s);
        row("folded", "models/wall_order", shown.arg(all, u"true"_s),
            u"failing,failed,error,waiting,running,queued,unknown,2,canceled,skipped"_s);
        row("red before stands behind what is red, whatever goes on now", "models/wall_order",
            u"m.arrange([...['failed', 'running', 'queued', 'waiting', 'canceled', 'unknown'].map((state) => ({state, ref: 'red', transition: 'still_broken'})), ...['success', 'success', 'waiting', 'running'].map((state) => ({state, ref: 'main'}))].map((run, id) => ({id, provider: 'p', project: 'q', pipeline: run.state + id, ...run})), {fold: true}).map((item) => item.run ? item.run.ref + item.run.state : 'folded')"_s,
            u"redfailed,redcanceled,redqueued,redrunning,redunknown,redwaiting,mainwaiting,mainrunning,folded"_s);
        row("the provider where names collide", "models/wall_order",
            u"m.arrange([['a', 'q'], ['b', 'q'], ['b', 'r']].map(([provider, project], id) => ({id, provider, project, ref: 'm', state: 'success'}))).map((item) => item.run.project + item.provider)"_s,
            u"qa,qb,r"_s);
        row("namesakes of two services keep their places", "models/wall_order",
            u"['ab', 'ba'].map((providers) => m.arrange([...providers].map((provider, id) => ({id, provider, project: 'q', ref: 'm', state: 'success'}))).map((item) => item.provider).join(''))"_s,
            u"ab,ab"_s);
        row("an entry says why it is there, whatever goes on now", "models/attention",
            u"Object.values(m.runEntry({id: 7, provider: 'p', project: 'q', state: 'running', transition: 'still_broken'}).state)"_s,
            u"failed,still broken,failed"_s);
        row("an entry says its pipeline and leads to its run", "models/attention",
            u"Object.values((({detail, address}) => ({detail, address}))(m.runEntry({id: 7, project: 'q', pipeline: 'nightly', ref: 'main', state: 'failed', url: 'https://elsewhere'}, 'gitlab')))"_s,
            u"nightly · main · gitlab,#/ci/run/7"_s);
        row("what cannot be read is told with its reason", "models/attention",
            u"(({name, detail, time, whole, state}) => [name, detail, time, whole, state.tone])(m.sourceEntry({name: 'prices.ACME', why: 'it answers 404', since: '1970-01-01T00:00:01Z'}))"_s,
            u"prices.ACME,it answers 404,1000,true,warning"_s);
        row("one alone is not folded", "models/wall_order", shown.arg(u"['success', 'failed']"_s, u"true"_s),
            u"failed,success"_s);
    }

    template<typename Row>
    static void grid(const Row &row)
    {
        const QString fit
                = u"Object.values(m.fit(%1, %2, %3, {gap: 8, leastWidth: 200, leastHeight: 100})).join(' x ')"_s;
        row("one tile", "models/grid", fit.arg(u"1"_s, u"1600"_s, u"900"_s), u"1 x 1"_s);
        row("25 tiles", "models/grid", fit.arg(u"25"_s, u"1680"_s, u"880"_s), u"5 x 5"_s);
        row("a narrow place", "models/grid", fit.arg(u"3"_s, u"300"_s, u"900"_s), u"1 x 3"_s);
        row("too many scroll", "models/grid", fit.arg(u"500"_s, u"1126"_s, u"600"_s), u"5 x 0"_s);
    }

    template<typename Row>
    static void progress(const Row &row)
    {
        const QString words
                = u"m.progressOf({state: 'running', started: '2026-01-01T00:00:00Z', %1}, Date.parse('2026-01-01T00:02:00Z'))?.words"_s;
        row("it goes on", "models/progress", words.arg(u"estimate: 300, overdue_after: 400"_s), u"about 3 min left"_s);
        row("it should be done", "models/progress", words.arg(u"estimate: 110, overdue_after: 400"_s),
            u"done any moment"_s);
        row("it is overdue", "models/progress", words.arg(u"estimate: 60, overdue_after: 100"_s),
            u"overdue, 2:00 so far"_s);
        row("nothing to compare with", "models/progress", words.arg(QString()), u"2:00 so far"_s);
        row("it is over", "models/progress", words.arg(u"state: 'success'"_s), u"undefined"_s);
    }

    template<typename Row>
    static void words(const Row &row)
    {
        row("not all", "format", u"[0.999, 1, 0.001, 0].map(m.percent)"_s, u"99 %,100 %,1 %,0 %"_s);
        row("age", "format", u"[m.age(0, 0), m.age(0, 250e3)]"_s, u"now,4 min"_s);
        row("roughly", "format", u"[3, 54, 180, 7200].map(m.roughly)"_s,
            u"about 5 s,about 55 s,about 3 min,about 2 h"_s);
        row("a job that may fail is no alarm", "states",
            u"[true, false].map((may) => m.stateOfJob({state: 'failed', allow_failure: may})).map(({icon, word, tone}) => [icon, word, tone].join(' '))"_s,
            u"warning failed warning,failed failed failed"_s);
        row("red before is not a failure of its own", "states",
            u"['running', 'failed', 'canceled'].map((state) => ({state, transition: 'still_broken'})).map((run) => [m.isStillRed(run), m.isTrouble(run), m.isRed(run)].map(Number).join(''))"_s,
            u"101,011,101"_s);
        row("a number, where there is one", "format",
            u"[{number: 7}, {number: 0}, {}, undefined].map((run) => m.numberOf(run)).join('|')"_s, u"#7|||"_s);
        row("green just now", "format",
            u"[0, 180e3].map((now) => m.lastGreen({last_green: '1970-01-01T00:00:00Z'}, now))"_s,
            u"just now,3 min ago"_s);
        row("the parts of a project's name", "views/ci/project_name",
            u"['shop/a/api', 'api', 'two words/x', 'g/a-rather-descriptive-service', 'g/service-12'].map((name) => m.splitName(name).join('|'))"_s,
            u"shop/a|/api|,|api|,|two |words/x,g|/a-rather-descriptive-|service,g|/ser|vice-12"_s);
        row("stages begin in order", "models/time_line",
            u"m.stagesOf([{name: 'q', stage: 'late'}, {name: 'b', stage: 'test', started: '2026-01-01T00:00:09Z'}, {name: 'a', stage: 'build', started: '2026-01-01T00:00:01Z'}]).map((stage) => stage.name)"_s,
            u"build,test,late"_s);
    }

    template<typename Row>
    static void filters(const Row &row)
    {
        row("what the wall is asked", "models/run_filters",
            u"m.runsPath(m.filtersOf(new URLSearchParams('project=a%26b&state=failed&time=hour&search=x')), {now: 3600e3, limit: 9})"_s,
            u"/ci/runs?project=a%26b&status=failed&since=1970-01-01T00%3A00%3A00.000Z&limit=9"_s);
        row("an address there and back", "address",
            u"m.placeOf(m.addressOf(['ci', 'runs'], {project: 'a&b/c', ref: ''})).query.get('project')"_s, u"a&b/c"_s);
        row("an address that is broken", "address", u"m.placeOf('#/%E0%A4%A').path"_s, u"%E0%A4%A"_s);
    }

    template<typename Row>
    static void deliveries(const Row &row)
    {
        row("what was read from a delivery", "models/delivery_words",
            u"m.outcomeSentence({outcome: 'recorded', detail: 'pipeline 4711 of main: failed'})"_s,
            u"A run was made or changed. Pipeline 4711 of main: failed."_s);
        row("a quote", "models/delivery_words", u"m.quoted(\"it's\")"_s, uR"('it'\''s')"_s);
        row("what ends a line", "models/delivery_words", uR"js(m.quoted('a\u0003\u202eb\n'))js"_s,
            uR"($'a\u0003\u202eb\n')"_s);
        row("masked headers are left out", "models/delivery_words",
            u"m.curlOf({provider: 'gitlab', headers: {'X-Gitlab-Token': ['••••'], Host: ['h'], 'X-Gitlab-Event': ['e']}, body: '{}'}, 'http://w')"_s,
            u"curl 'http://w/hooks/gitlab' \\\n  -H 'X-Gitlab-Event: e' \\\n  --data-raw '{}'"_s);
        row("JSON of a form", "models/delivery_words", u"m.readable({body: 'payload=%7B%22a%22%3A1%7D'}).text"_s,
            u"{\n  \"a\": 1\n}"_s);
        const QString proof = u"((d) => [m.verdictOf(d).word, m.verdictOf(d).tone, m.proofSentence(d)].join())(%1)"_s;
        row("proven", "models/delivery_words", proof.arg(u"{verdict: 'given', scheme: 'X-Gitlab-Token'}"_s),
            u"proven,success,Proven: X-Gitlab-Token."_s);
        row("sent from this machine", "models/delivery_words",
            proof.arg(u"{verdict: 'given', scheme: 'sent from this machine'}"_s),
            u"from this machine,unknown,No proof was asked for: sent from this machine."_s);
        row("of no provider that is known", "models/delivery_words",
            proof.arg(u"{verdict: 'missing', outcome: 'refused', status: 404}"_s),
            u"not asked,unknown,It was not asked for a proof."_s);
        row("a file name", "models/delivery_words",
            u"m.fileNameOf({id: 7, provider: 'gitlab', event: '../Pipeline Hook'})"_s,
            u"gitlab-pipeline_hook-7.json"_s);
    }
};

QTEST_GUILESS_MAIN(PageCiModelsTest)
#include "page_ci_models_test.moc"
