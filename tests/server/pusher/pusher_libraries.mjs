// SPDX-FileCopyrightText: 2026 The Tallywall authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node pusher_libraries.mjs HOST PORT ID KEY SECRET, with TALLYWALL_NPM naming the folder of tests/npm's packages: the server
// library (pusher) and the client library (pusher-js) that others wrote, against a wall. Each step is one line, {"step":…}; it
// ends with an error where a step does not come about.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const packages = createRequire(join(process.env.TALLYWALL_NPM, "package.json"));
const Server = packages("pusher");
const Client = packages("pusher-js");
const [host, port, appId, key, secret] = process.argv.slice(2);

const server = new Server({ appId, key, secret, host, port, useTLS: false });
const address = { wsHost: host, wsPort: Number(port), forceTLS: false, enabledTransports: ["ws"], cluster: "wall" };
const connect = (user, watchlist = []) =>
  new Client(key, {
    ...address,
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) => {
        const isPresence = channelName.startsWith("presence-") && channelName !== "presence-signed-in";
        const member = isPresence ? { user_id: user, user_info: { name: `N${user}` } } : undefined;
        callback(null, server.authorizeChannel(socketId, channelName, member));
      },
    },
    userAuthentication: {
      customHandler: ({ socketId }, callback) =>
        callback(null, server.authenticateUser(socketId, { id: user, user_info: { name: `N${user}` }, watchlist })),
    },
  });
const done = (step) => process.stdout.write(`${JSON.stringify({ step })}\n`);
const once = (emitter, name) =>
  new Promise((resolve) => {
    const take = (data) => {
      emitter.unbind(name, take);
      resolve(data);
    };
    emitter.bind(name, take);
  });
const subscribed = async (client, name) => {
  const channel = client.subscribe(name);
  await once(channel, "pusher:subscription_succeeded");
  return channel;
};
const refused = async (call, status) => {
  const error = await call.then(() => null, (problem) => problem);
  assert.equal(error?.status, status);
  assert.ok(JSON.parse(error.body).detail);
};

const ada = connect("ada");
const bob = connect("bob");
await Promise.all([once(ada.connection, "connected"), once(bob.connection, "connected")]);
done("connected");

const news = await subscribed(ada, "news");
let next = once(news, "created");
assert.equal((await server.trigger("news", "created", { text: "é" })).status, 200);
assert.deepEqual(await next, { text: "é" });
done("public");

const both = [await subscribed(ada, "private-talk"), await subscribed(bob, "private-talk")];
next = once(both[1], "client-typing");
assert.ok(both[0].trigger("client-typing", { key: "x" }));
assert.deepEqual(await next, { key: "x" });
done("private and client events");

const room = await subscribed(ada, "presence-room");
next = once(room, "pusher:member_added");
const roomOfBob = await subscribed(bob, "presence-room");
assert.equal((await next).info.name, "Nbob");
assert.equal(roomOfBob.members.count, 2);
assert.equal(roomOfBob.members.me.id, "bob");
const users = await (await server.get({ path: "/channels/presence-room/users" })).json();
assert.deepEqual(users, { users: [{ id: "ada" }, { id: "bob" }] });
next = once(room, "pusher:member_removed");
bob.unsubscribe("presence-room");
assert.equal((await next).id, "bob");
done("presence");

const empty = ada.subscribe("cache-weather");
await once(empty, "pusher:cache_miss");
await server.trigger("cache-weather", "rain", { mm: 3 });
assert.deepEqual(await once(bob.subscribe("cache-weather"), "rain"), { mm: 3 });
done("cache");

const heard = [];
ada.channel("news").bind("excluded", () => heard.push("ada"));
await server.trigger("news", "excluded", {}, { socket_id: ada.connection.socket_id });
next = once(news, "batched");
await server.triggerBatch([{ channel: "news", name: "batched", data: { n: 1 } }]);
assert.deepEqual(await next, { n: 1 });
assert.deepEqual(heard, []);
const params = { filter_by_prefix: "presence-", info: "user_count" };
const channels = await (await server.get({ path: "/channels", params })).json();
assert.deepEqual(channels, { channels: { "presence-room": { user_count: 1 } } });
const told = await (await server.trigger(["news", "presence-room"], "x", {}, { info: "subscription_count" })).json();
assert.equal(told.channels.news.subscription_count, 1);
done("HTTP API");

const errors = [];
ada.connection.bind("error", (error) => errors.push(error));
ada.signin();
await ada.user.signinDonePromise;
await once(ada.user.serverToUserChannel, "pusher:subscription_succeeded");
assert.deepEqual(errors, []);
next = once(ada.user, "greeting");
await server.sendToUser("ada", "greeting", { text: "hello" });
assert.deepEqual(await next, { text: "hello" });
const signedIn = await subscribed(ada, "presence-signed-in");
assert.deepEqual([signedIn.members.me.id, signedIn.members.me.info.name], ["ada", "Nada"]);
done("users");

const eve = connect("eve", ["fay", "ada"]);
const changes = [once(eve.user.watchlist, "online"), once(eve.user.watchlist, "offline")];
eve.signin();
assert.deepEqual(await Promise.all(changes), [
  { name: "online", user_ids: ["ada"] },
  { name: "offline", user_ids: ["fay"] },
]);
const fay = connect("fay");
next = once(eve.user.watchlist, "online");
fay.signin();
assert.deepEqual((await next).user_ids, ["fay"]);
next = once(eve.user.watchlist, "offline");
fay.disconnect();
assert.deepEqual((await next).user_ids, ["fay"]);
const gil = connect("gil", Array.from({ length: 101 }, (_, i) => `u${i}`));
const cut = once(gil.connection, "error");
next = once(gil.user.watchlist, "offline");
gil.signin();
await gil.user.signinDonePromise;
assert.equal((await cut).data.code, 4302);
assert.equal((await next).user_ids.length, 100);
assert.equal(gil.connection.state, "connected");
done("watchlists");

const crowd = ada.subscribe("crowd");
assert.deepEqual(await once(crowd, "pusher:subscription_count"), { subscription_count: 1 });
next = once(crowd, "pusher:subscription_count");
bob.subscribe("crowd");
assert.deepEqual(await next, { subscription_count: 2 });
assert.equal(crowd.subscriptionCount, 2);
done("subscription counts");

await refused(server.trigger("news", "large", "a".repeat(11000)), 413);
await refused(new Server({ appId, key, secret: "another", host, port }).trigger("news", "e", {}), 401);
await refused(new Server({ appId: "1", key, secret, host, port }).trigger("news", "e", {}), 404);
const wrong = new Client(key, {
  ...address,
  channelAuthorization: { customHandler: (_, callback) => callback(null, { auth: `${key}:wrong` }) },
});
assert.equal((await once(wrong.subscribe("private-talk"), "pusher:subscription_error")).status, 401);
wrong.disconnect();
const unknown = new Client("unknown", address);
assert.equal((await once(unknown.connection, "error")).error.data.code, 4001);
unknown.disconnect();
done("errors");

next = once(await subscribed(ada, "results"), "results");
const stored = await fetch(`http://${host}:${port}/results`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ name: "Ada", time: 12.34 }),
});
assert.deepEqual((await next).results, [await stored.json()]);
done("results");

for (const user of ["a b", "a|b", "é"])
  assert.equal((await server.terminateUserConnections(user)).status, 200); // it signs the path before that is encoded
next = once(ada.connection, "error");
await server.terminateUserConnections("ada");
assert.equal((await next).data.code, 4009);
done("terminated");
process.exit(0);
