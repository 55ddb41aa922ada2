import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "@jest/globals";
import { systemClock } from "../src/clock.js";
import type { JournalEntry, SimulatedClient } from "../src/index.js";
import { Journal } from "../src/reporting/journal.js";
import { showSecrets } from "../src/reporting/masking.js";
import { scriptCommand, start, startScript, startShop } from "./support/integrations.js";

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  // What a collection has found is freed in the background, at the latest before the next one.
  collect();
}

function find(client: SimulatedClient, method: string, type: JournalEntry["type"]): JournalEntry {
  return client.journal.find((entry) => entry.method === method && entry.type === type)!;
}

/** Requests a refresh with secrets, and reports it. */
const refreshing = () => ({
  answers: {
    init_authentication: (params: any, self: any) => {
      self.write({ jsonrpc: "2.0", id: "r1", method: "refresh_credentials", params: { code: "hunter3" } });
      return new Promise((resolve) => self.respond.set("r1", () => resolve({ user_id: "1", user_name: "Jo" })));
    },
  },
});

/** Responds to calls by name with the requested number of characters. */
const echoing = () => ({ answers: { echo: ({ length }: { length: number }) => "x".repeat(length) } });

describe("the journal", () => {
  it("names the request of each response, in both directions", async () => {
    const client = await startScript(refreshing, { credentials: { password: "hunter2" } });
    await client.importsDone(10_000);

    for (const method of ["get_capabilities", "initialize_cache", "init_authentication", "refresh_credentials"]) {
      const request = find(client, method, "request");
      const response = find(client, method, "response");
      expect(response.answers).toBe(request.number);
      expect(client.entry(response.answers!)).toBe(request);
    }
    expect(find(client, "refresh_credentials", "request")).toMatchObject({ direction: "received", id: "r1" });
  });

  it("reveals the secrets of one message on request, and nowhere else", async () => {
    const client = await startScript(refreshing, { credentials: { password: "hunter2" } });
    await client.importsDone(10_000);

    const login = find(client, "init_authentication", "request");
    expect(login.params).toEqual({ stored_credentials: "(secret)" });
    expect(client.revealed(login.number)).toEqual({
      ...(JSON.parse(JSON.stringify(login)) as JournalEntry),
      params: { stored_credentials: { password: "hunter2" } },
    });
    expect(client.revealed(find(client, "refresh_credentials", "request").number)?.params).toEqual({ code: "hunter3" });
    expect(client.revealed(find(client, "refresh_credentials", "response").number)?.result).toEqual({
      password: "hunter2",
    });
    expect(JSON.stringify(client.journal)).not.toMatch(/hunter/);
    expect(JSON.stringify(structuredClone(client.journal))).not.toMatch(/hunter/);
    expect(client.revealed(0)).toBeUndefined();
    expect(client.revealed(client.journal.length + 1)).toBeUndefined();
  });

  it("shows lines that are not messages only if secrets are shown, because they cannot be recognized", async () => {
    const client = await startScript(() => ({
      onReady: (self: any) => self.socket.write('{"method":"store_credentials","params":{"password":"hunter2"\n'),
    }));
    await client.importsDone(10_000);
    const line = client.journal.find(({ type }) => type === "unreadable")!;
    expect(JSON.parse(JSON.stringify(line))).toEqual({
      number: line.number,
      time: line.time,
      direction: "received",
      type: "unreadable",
      size: client.revealed(line.number)?.text?.length,
      content: "kept",
    });
    expect(client.revealed(line.number)?.text).toBe('{"method":"store_credentials","params":{"password":"hunter2"');
  });

  const secretLines: readonly (readonly [string, string])[] = [
    ["a line that is cut off", '{"method":"store_credentials","params":{"password":"hunter2"'],
    ["the line is not valid JSON", "hunter2"],
    ["another version", '{"jsonrpc":"1.0","method":"store_credentials","params":{"password":"hunter2"}}'],
    ["credentials that are none", '{"jsonrpc":"2.0","method":"store_credentials","params":"hunter2"}'],
    ["a cache that is none", '{"jsonrpc":"2.0","method":"push_cache","params":{"data":"hunter2"}}'],
    ["an unknown member", '{"jsonrpc":"2.0","method":"store_credentials","params":{},"hunter2":1}'],
    ["a name that is none", '{"jsonrpc":"2.0","method":"push_cache","params":{"data":{},"hunter2":1}}'],
  ];

  it.each(secretLines)("keeps secrets out of problems, unless secrets are shown: %s", async (_what, line) => {
    for (const showSecrets of [false, true]) {
      const command = scriptCommand(({ process }) => ({
        features: ["LaunchGame"],
        heard: { launch_game: (_: object, self: any) => self.socket.write(`${process.env.LINE}\n`) },
      }));
      const client = await start({ integration: { ...command, env: { LINE: line } }, showSecrets });
      await client.importsDone(10_000);
      client.launchGame("go");
      await client.waitFor(() => client.problems.length > 0);
      expect(JSON.stringify([client.problems, client.journal]).includes("hunter2")).toBe(showSecrets);
    }
  });

  it("masks the initial cookies of a login window", async () => {
    const client = await startScript(() => ({
      answers: {
        init_authentication: () => ({
          next_step: "web_session",
          auth_params: {
            window_title: "",
            window_width: 1,
            window_height: 1,
            start_uri: "about:blank",
            end_uri_regex: ".",
          },
          cookies: [{ name: "session", value: "hunter2" }],
        }),
      },
    }));
    const login = await client.waitFor(() => find(client, "init_authentication", "response"));
    expect(login.result).toMatchObject({ next_step: "web_session", cookies: "(secret)" });
    expect(client.revealed(login.number)?.result).toMatchObject({ cookies: [{ value: "hunter2" }] });
  });

  it("includes the content of entries in JSON, but not in clones", async () => {
    const client = await startShop();
    await client.importsDone(10_000);
    const friends = find(client, "import_friends", "response");
    const facts = {
      number: friends.number,
      direction: "received",
      type: "response",
      method: "import_friends",
      size: friends.size,
    };
    expect(JSON.parse(JSON.stringify(friends))).toMatchObject({
      ...facts,
      result: { friend_info_list: [{ user_id: "f2" }, {}] },
    });
    expect(structuredClone(friends)).toMatchObject(facts);
    expect(structuredClone(friends)).not.toHaveProperty("result");
    expect(friends.result).toEqual(client.revealed(friends.number)?.result);
  });

  it("drops the content of the oldest messages if there are too many bytes, and keeps the entries", async () => {
    const client = await startScript(echoing, { keptBytes: 100_000 });
    await client.importsDone(10_000);
    const lengths = Array.from({ length: 60 }, (_, index) => 1_000 + index);
    for (const length of lengths) await client.callByName("echo", { length });

    const answers = client.journal.filter(({ method, type }) => method === "echo" && type === "response");
    const gone = answers.filter(({ content }) => content === "gone");
    const kept = answers.slice(gone.length);
    expect(answers).toHaveLength(60);
    expect(gone.length).toBeGreaterThan(5);
    expect(kept.every(({ content }) => content === "kept")).toBe(true);
    expect(kept.reduce((bytes, { size }) => bytes + size, 0)).toBeLessThan(50_000);
    expect(kept.length).toBeGreaterThan(35);
    expect(gone[0]).toMatchObject({ method: "echo", size: expect.any(Number), duration: expect.any(Number) });
    expect(gone[0]!.result).toBeUndefined();
    expect(client.revealed(gone[0]!.number)).toMatchObject({ content: "gone" });
    expect(kept[0]!.result).toBe("x".repeat(lengths[gone.length]!));
  });

  it("does not drop many small messages for a few large ones", async () => {
    const client = await startScript(echoing, { keptBytes: 100_000 });
    await client.importsDone(10_000);
    for (const length of [20_000, 20_000, 20_000, 60_000]) await client.callByName("echo", { length });

    const large = client.journal.filter(({ size }) => size > 10_000);
    expect(large.map(({ content }) => content)).toEqual(["gone", "kept", "kept", "gone"]);
    expect(client.journal.filter((entry) => !large.includes(entry) && entry.content === "gone")).toEqual([]);
  });

  it("keeps the messages about items apart and compressed, so that a large import displaces nothing else", async () => {
    const client = await startScript(
      ({ later, ownedGames }) => ({
        features: ["ImportOwnedGames", "ImportGameTime"],
        answers: {
          import_owned_games: () => ownedGames(...Array.from({ length: 6_000 }, (_, index) => `g${10_000 + index}`)),
          start_game_times_import: ({ game_ids }: any, self: any) =>
            later(() => {
              for (const game_id of game_ids) self.notify("game_time_import_success", { game_time: { game_id } });
              self.notify("game_times_import_finished");
            }),
        },
      }),
      { keptMessages: 40, keptItemBytes: 8_000 },
    );
    await client.importsDone(20_000);
    expect(client.imports.gameTimes).toMatchObject({ state: "finished", done: 6_000 });

    expect(client.messages[0]).toMatchObject({ number: 1, method: "get_capabilities" });
    expect(client.messages.length).toBeLessThan(40);
    const items = client.journal.filter(({ method }) => method === "game_time_import_success");
    const first = client.firstItemMessage!;
    expect(items[0]!.number).toBe(first);
    expect(items.length).toBeGreaterThan(4_600);
    expect(items.length).toBeLessThan(6_000);
    expect(client.entry(first - 1)).toBeUndefined();
    const gameOf = (entry: any) => Number(entry.params.game_time.game_id.slice(1));
    expect(items.map(gameOf)).toEqual(items.map((_, index) => 16_000 - items.length + index));
    expect(client.entry(first)).toMatchObject({ direction: "received", type: "notification", size: items[0]!.size });
    expect(client.revealed(items[700]!.number)).toEqual(JSON.parse(JSON.stringify(items[700])));
    expect(client.journal.map(({ number }) => number)).toEqual(
      client.journal.map(({ number }) => number).sort((one, other) => one - other),
    );
    expect(client.messageCount).toBe(client.journal.at(-1)!.number);
  });

  it("keeps large messages about items compressed, too, so that hundreds do not fill the memory", () => {
    const journal = new Journal(systemClock, showSecrets, { messages: 10, bytes: 1_000, itemBytes: 1_000_000 });
    collectGarbage();
    const { arrayBuffers } = process.memoryUsage();
    for (let count = 0; count < 50; count++) {
      const line = Buffer.alloc(1024 * 1024, '{"params":{}}'.padEnd(64 * 1024));
      journal.add({ direction: "received", type: "notification", method: "game_time_import_success", line });
    }
    collectGarbage();
    expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(30 * 1024 * 1024);
    expect(journal.entry(1)).toMatchObject({ number: 1, size: 1024 * 1024 });
    expect(journal.entries.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it("finds a message by its number until it is dropped", async () => {
    const client = await startScript(echoing, { keptMessages: 20 });
    await client.importsDone(10_000);
    for (let count = 0; count < 60; count++) await client.callByName("echo", { length: 1 });

    const [first] = client.journal;
    expect(first!.number).toBeGreaterThan(1);
    expect(client.journal.length).toBeLessThanOrEqual(40);
    for (const entry of client.journal) expect(client.entry(entry.number)).toBe(entry);
    expect(client.entry(first!.number - 1)).toBeUndefined();
    expect(client.journal.at(-1)!.result).toBe("x");
  });
});
