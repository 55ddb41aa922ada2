import { describe, expect, it } from "@jest/globals";
import { quickTimings } from "../src/index.js";
import { callsSeenBy, kindsOf, start, startScript } from "./support/integrations.js";

describe("the handshake", () => {
  it("is refused if the token differs", async () => {
    const client = await startScript(() => ({
      answers: { get_capabilities: () => ({ platform_name: "test", features: [], token: "guess" }) },
    }));
    await client.importsDone(10_000);

    expect(client.status).toMatchObject({ state: "refused", reason: expect.stringContaining("token") });
    expect(kindsOf(client)).toEqual(["token-mismatch"]);
    expect((await callsSeenBy(client)).map(({ method }) => method)).toEqual(["get_capabilities"]);
  });

  it("is refused if the platform is unknown to GALAXY", async () => {
    const client = await startScript(() => ({ platform: "my-shop" }));
    await client.importsDone(10_000);
    expect(client.status).toMatchObject({ state: "refused", reason: 'the platform "my-shop" is unknown to GALAXY' });
  });

  it("is refused if the response has invalid capabilities", async () => {
    const client = await startScript(() => ({
      answers: { get_capabilities: () => ({ platform_name: "test", features: "all" }) },
    }));
    await client.importsDone(10_000);
    expect(client.status).toMatchObject({
      state: "refused",
      reason: expect.stringContaining("features: expected an array"),
    });
    expect(kindsOf(client)).toEqual(["bad-result"]);
  });

  it("ignores and reports features that are unknown to GALAXY", async () => {
    const client = await startScript(() => ({ features: ["ImportEverything"] }));
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toMatchObject([
      { kind: "unknown-feature", severity: "warning", message: expect.stringContaining('"ImportEverything"') },
    ]);
  });

  it("drops and reports notifications that come before the integration is considered started", async () => {
    const client = await startScript(
      ({ silence }) => ({
        answers: {
          initialize_cache: (_: object, self: any, id: string) => {
            self.notify("store_credentials", { early: 1 });
            self.answer(id, null);
            self.notify("store_credentials", { early: 2 });
            return silence;
          },
          init_authentication: (_: object, self: any) => {
            self.notify("push_cache", { data: { late: 3 } });
            return { user_id: "1", user_name: "Jo" };
          },
        },
      }),
      { timings: { ...quickTimings, started: 200 } },
    );
    await client.importsDone(10_000);

    const early = { kind: "too-early", method: "store_credentials" };
    expect(client.problems).toMatchObject([early, early]);
    expect(client.library.credentials).toBeUndefined();
    expect(client.library.cache).toEqual({ late: 3 });
  });
});

describe("invalid messages", () => {
  const garbage: [string, string | number[], string][] = [
    ["an empty line", "", "invalid-json"],
    ["not valid JSON", "{bad", "invalid-json"],
    ["a number", "5", "invalid-message"],
    ["null", "null", "invalid-message"],
    ["a string", '"ping"', "invalid-message"],
    ["an empty batch", "[]", "invalid-message"],
    ["another version", '{"jsonrpc":"1.0","method":"authentication_lost"}', "invalid-message"],
    ["a method that is not a string", '{"jsonrpc":"2.0","method":7}', "invalid-message"],
    ["neither a call nor a response", '{"jsonrpc":"2.0","id":"0"}', "invalid-message"],
    [
      "a result and an error",
      '{"jsonrpc":"2.0","id":"0","result":1,"error":{"code":1,"message":""}}',
      "invalid-message",
    ],
    ["a response without an id", '{"jsonrpc":"2.0","result":1}', "invalid-message"],
    ["an error that is a text", '{"jsonrpc":"2.0","id":"0","error":"no"}', "invalid-message"],
    [
      "a request with null for an id",
      '{"jsonrpc":"2.0","id":null,"method":"refresh_credentials","params":{}}',
      "invalid-message",
    ],
    ["a prototype", '{"__proto__":{"jsonrpc":"2.0","method":"authentication_lost"}}', "invalid-message"],
    [
      "a deeply nested message",
      `{"jsonrpc":"2.0","method":"push_cache","params":{"data":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`,
      "invalid-message",
    ],
    ["a very long method", `{"jsonrpc":"2.0","method":"${"x".repeat(50_000)}","params":{}}`, "invalid-message"],
    ["a very long id", `{"jsonrpc":"2.0","id":"${"x".repeat(50_000)}","method":"a","params":{}}`, "invalid-message"],
    [
      "a response with a very long id",
      `{"jsonrpc":"2.0","id":"${"x".repeat(50_000)}","result":null}`,
      "invalid-message",
    ],
    ["a response whose id has a control character", '{"jsonrpc":"2.0","id":"\u0001","result":null}', "invalid-json"],
    ["a response whose id has leading zeros", '{"jsonrpc":"2.0","id":007,"result":null}', "invalid-json"],
    ["invalid UTF-8", [0x7b, 0xff, 0xfe, 0x7d], "invalid-utf8"],
    ["an unknown notification", '{"jsonrpc":"2.0","method":"constructor","params":null}', "unknown-method"],
    ["an unknown request", '{"jsonrpc":"2.0","id":"9","method":"__proto__","params":{}}', "unknown-method"],
    ["bad parameters", '{"jsonrpc":"2.0","method":"owned_game_removed","params":{"id":"g"}}', "bad-params"],
    ["parameters that are null", '{"jsonrpc":"2.0","method":"owned_game_removed","params":null}', "bad-params"],
    [
      "an import that is not running",
      '{"jsonrpc":"2.0","method":"achievements_import_finished","params":null}',
      "no-import",
    ],
    ["a response without an id", '{"jsonrpc":"2.0","id":"99","result":null}', "unknown-response"],
    ["a second response to a request", '{"jsonrpc":"2.0","id":"0","result":null}', "duplicate-response"],
    [
      "an error about an unreadable line",
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}',
      "unknown-response",
    ],
  ];

  it("are survived and reported, each of them", async () => {
    const client = await startScript(() => {
      let count = 0;
      return {
        features: ["LaunchGame"],
        heard: {
          launch_game: ({ game_id: bytes }: { game_id: string }, self: any) => {
            self.socket.write(Buffer.from(bytes, "base64"));
            self.notify("friend_added", { friend_info: { user_id: `after ${count++}`, user_name: "After" } });
          },
        },
      };
    });
    await client.importsDone(10_000);
    for (const [index, [what, line, kind]] of garbage.entries()) {
      const before = client.problems.length;
      client.launchGame(Buffer.concat([Buffer.from(line as string), Buffer.from("\n")]).toString("base64"));
      await client.waitFor(() => client.library.friends[`after ${index}`]);

      const outcome = { what, kinds: kindsOf(client).slice(before), state: client.status.state };
      expect(outcome).toEqual({ what, kinds: expect.arrayContaining([kind]), state: "connected" });
      expect(outcome.kinds).not.toContain("client");
    }
  });

  it("are survived if they exceed the maximum length, even in pieces", async () => {
    const client = await startScript(
      () => ({
        answers: {
          init_authentication: async (_: object, self: any) => {
            for (let piece = 0; piece < 40; piece++) {
              self.socket.write("x".repeat(1024));
              await new Promise((resolve) => setImmediate(resolve));
            }
            self.socket.write("\n");
            return { user_id: "1", user_name: "ü" };
          },
        },
      }),
      { maxLineBytes: 10_000 },
    );
    await client.importsDone(10_000);
    expect(kindsOf(client)).toEqual(["line-too-long"]);
    expect(client.library.user).toEqual({ userId: "1", userName: "ü" });
  });

  it("do not result from chunks that end anywhere, even inside a character", async () => {
    const client = await startScript(({ silence }) => ({
      answers: {
        init_authentication: async (_: object, self: any, id: string) => {
          const line = Buffer.from(
            `${JSON.stringify({ jsonrpc: "2.0", id, result: { user_id: "1", user_name: "Zoë 🎮" } })}\n`,
          );
          self.socket.setNoDelay(true);
          for (const byte of line) {
            self.socket.write(Buffer.of(byte));
            await new Promise((resolve) => setImmediate(resolve));
          }
          return silence;
        },
      },
    }));
    await client.importsDone(10_000);
    expect(client.library.user?.userName).toBe("Zoë 🎮");
    expect(client.problems).toEqual([]);
  });

  const answers: [string, string, object, string[]][] = [
    [
      "an error with a text",
      '"error":{"code":0,"message":"Unknown error","data":"shop is down"}',
      { code: 0, data: "shop is down" },
      [],
    ],
    ["an error with a number", '"error":{"code":4,"message":"no","data":7}', { code: 4, data: 7 }, []],
    ["an error with a list", '"error":{"code":4,"message":"no","data":[1]}', { code: 4, data: [1] }, []],
    ["an error with null", '"error":{"code":4,"message":"no","data":null}', { code: 4, message: "no" }, []],
    ["an error without data", '"error":{"code":4,"message":"no"}', { code: 4, message: "no" }, []],
    ["an error without a code", '"error":{"message":"no"}', { code: 0, message: "no" }, ["invalid-message"]],
    [
      "an error with a numeric message",
      '"error":{"code":5,"message":404}',
      { code: 5, message: "404" },
      ["invalid-message"],
    ],
    ["an error that is a text", '"error":"no"', { code: 0, message: "no" }, ["invalid-message"]],
    ["an error that is null", '"error":null', { code: 0, message: "Unknown error" }, ["invalid-message"]],
    [
      "a null result next to an error",
      '"result":null,"error":{"code":4,"message":"no"}',
      { code: 4 },
      ["invalid-message"],
    ],
    ["an unknown member", '"error":{"code":4,"message":"no"},"took":3', { code: 4 }, ["invalid-message"]],
    [
      "a result and an error",
      '"result":1,"error":{"code":4,"message":"no"}',
      { message: expect.stringContaining("both") },
      ["invalid-message"],
    ],
    ["a number that is none", '"result":NaN', { message: expect.stringContaining("not valid JSON") }, ["invalid-json"]],
    [
      "a deeply nested result",
      `"result":${"[".repeat(500)}${"]".repeat(500)}`,
      { message: expect.stringContaining("nested") },
      ["invalid-message"],
    ],
    [
      "a very long result",
      `"result":"${"x".repeat(3000)}"`,
      { message: expect.stringContaining("discarded") },
      ["line-too-long"],
    ],
  ];

  it("end the request that they respond to, with the reason, in whatever form it comes", async () => {
    const client = await startScript(
      ({ silence }) => ({
        features: ["Chat"],
        answers: {
          import_rooms: () => ({ rooms: [] }),
          send_message: ({ message }: { message: string }, self: any, id: string) => {
            const [content, count] = JSON.parse(message) as [string, number];
            self.socket.write(`{"jsonrpc":"2.0","id":"${id}",${content.replace("§", "x".repeat(count))}}\n`);
            return silence;
          },
        },
      }),
      { maxLineBytes: 2000 },
    );
    await client.importsDone(10_000);
    const outcomes: unknown[] = [];
    for (const [, content] of answers) {
      const before = client.problems.length;
      // A long line must not be echoed as it is: the client itself sends it.
      const outcome = await client
        .call("sendMessage", { roomId: "r", message: JSON.stringify([content.replace(/x{3000}/, "§"), 3000]) })
        .catch((error: unknown) => error);
      outcomes.push([
        outcome,
        kindsOf(client)
          .slice(before)
          .filter((kind) => !/^(?:error-response|bad-error)$/.test(kind)),
      ]);
    }
    expect(outcomes).toMatchObject(answers.map(([, , outcome, problems]) => [outcome, problems]));
  });

  it("are accepted, with a warning each, if it is clear what they mean", async () => {
    const client = await startScript(({ later, silence }) => ({
      features: ["ImportOwnedGames", "ImportAchievements", "ImportGameTime"],
      answers: {
        get_capabilities: (_: object, self: any) => ({
          platform_name: "test",
          features: ["ImportOwnedGames", "ImportAchievements", "ImportGameTime"],
          token: self.token,
          sdk: "9",
        }),
        initialize_cache: () => ({}),
        init_authentication: (_: object, self: any, id: string) => {
          self.notify("push_cache", { data: { million: 1e20 } });
          // A number in the id of Steam's users: JavaScript cannot write it.
          const user = `{"user_id":76561198012345678,"user_name":"Jo \\"12345678901234567890\\""}`;
          self.socket.write(`{"jsonrpc":"2.0","id":"${id}","result":${user}}\n`);
          return silence;
        },
        import_owned_games: () => ({
          owned_games: [
            { game_id: 5, game_title: "Five", license_info: { license_type: "Unknown" } },
            { game_id: 6, game_title: 6, license_info: { license_type: "Unknown" } },
            { game_id: "7", game_title: " \u200b", license_info: { license_type: "Unknown" } },
            { game_id: "8", game_title: "Farm \ud83d", license_info: { license_type: "Unknown" } },
          ],
        }),
        start_achievements_import: ({ game_ids: [first, ...others] }: { game_ids: string[] }, self: any) =>
          later(() => {
            self.notify("game_achievements_import_success", {
              game_id: Number(first),
              unlocked_achievements: [{ achievement_id: 1, unlock_time: 7.5 }],
              took: 1,
            });
            for (const game_id of others)
              self.notify("game_achievements_import_failure", {
                game_id,
                error: { code: 0, message: "no", data: "down" },
              });
            self.notify("achievements_import_finished", {});
          }),
        start_game_times_import: ({ game_ids: [first, second, third, fourth] }: { game_ids: string[] }, self: any) =>
          later(() => {
            self.notify("game_time_import_success", { game_time: { game_id: first, time_played: 12.75 } });
            self.notify("game_time_import_success", { game_time: { game_id: second, time_played: "long" } });
            self.notify("game_time_import_success", { game_time: { game_id: third } });
            self.notify("game_time_import_success", { game_time: { game_id: fourth } });
            self.notify("game_times_import_finished");
          }),
      },
    }));
    await client.importsDone(10_000);

    expect(client.status.state).toBe("connected");
    expect(client.library.user).toEqual({ userId: "76561198012345678", userName: 'Jo "12345678901234567890"' });
    expect(client.library.cache).toEqual({ million: 1e20 });
    expect(Object.keys(client.library.games)).toEqual(["5", "6", "7", "8"]);
    expect(client.library.games["5"]).toMatchObject({
      timePlayed: 12,
      achievements: [{ achievementId: "1", unlockTime: 7 }],
    });
    expect(client.imports).toMatchObject({
      achievements: { state: "finished", done: 1, failed: 3 },
      gameTimes: { state: "finished", done: 3, failed: 1 },
    });
    const reported = client.problems.map(({ kind, severity, itemId = "", message }) =>
      [severity, kind, itemId, message].join(" "),
    );
    expect(reported).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^warning unknown-field .*sdk is an unknown field/),
        expect.stringMatching(/^warning wrong-type .*the value is ignored: none is expected/),
        expect.stringMatching(/^warning invalid-message .*it has numbers beyond 2\^53, which are read as text/),
        expect.stringMatching(/^warning wrong-type .*owned_games\[0\]\.game_id is a number.* \(and 1 more like this\)/),
        expect.stringMatching(/^warning wrong-type .*owned_games\[1\]\.game_title is a number/),
        expect.stringMatching(/^warning empty-text .*owned_games\[2\]\.game_title is empty/),
        expect.stringMatching(/^warning bad-text .*owned_games\[3\]\.game_title contains half/),
        expect.stringMatching(/^warning unknown-field .*took is an unknown field/),
        expect.stringMatching(/^error import-failure 6 no: down \(code 0\)/),
        expect.stringMatching(/^error bad-params 6 game_time\.time_played: expected a whole number/),
      ]),
    );
  });

  it("are not reported one by one if they all have the same mistake, until the next start", async () => {
    const client = await startScript(() => ({
      answers: {
        init_authentication: (_: object, self: any) => {
          for (let user_id = 1; user_id <= 50; user_id++)
            self.notify("friend_added", { friend_info: { user_id, user_name: "Al", avatar_url: null } });
          return { user_id: "1", user_name: "Jo" };
        },
      },
    }));
    await client.importsDone(10_000);
    expect(Object.keys(client.library.friends)).toHaveLength(50);
    const warnings = client.problems.map(({ kind }) => kind).sort();
    expect(warnings).toEqual([...Array<string>(5).fill("null-field"), ...Array<string>(5).fill("wrong-type")]);
    expect(client.problems.at(-1)?.message).toMatch(/; more like this are not reported$/);

    await client.restart();
    await client.importsDone(10_000);
    expect(client.problems).toHaveLength(20);
  });

  it("are accepted if they come as a batch, which is a warning, and the invalid ones end their requests", async () => {
    const client = await startScript(({ silence }) => ({
      features: ["ImportOwnedGames"],
      answers: {
        init_authentication: (_: object, self: any, id: string) => {
          const cache = { jsonrpc: "2.0", method: "push_cache", params: { data: { key: "value" } } };
          self.write([cache, { jsonrpc: "2.0", id, result: { user_id: "1", user_name: "Jo" } }]);
          return silence;
        },
        import_owned_games: (_: object, self: any, id: string) => {
          self.write([{ jsonrpc: "1.0", id, result: { owned_games: [] } }, "nonsense"]);
          return silence;
        },
      },
    }));
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.library.cache).toEqual({ key: "value" });
    expect(client.problems.map(({ severity, kind, message }) => `${severity} ${kind} ${message}`)).toEqual([
      expect.stringMatching(/^warning invalid-message the messages of a batch are used/),
      expect.stringMatching(/^warning invalid-message the messages of a batch are used/),
      expect.stringMatching(/^error invalid-message the message is invalid: expected an object, found "nonsense"/),
      expect.stringMatching(/^error invalid-message the response is invalid: expected "jsonrpc"/),
    ]);
  });

  it("are accepted if only the type of the id is wrong, which is a warning", async () => {
    const client = await startScript(({ silence }) => ({
      answers: {
        init_authentication: (_: object, self: any, id: string) => {
          self.answer(Number(id), { user_id: "1", user_name: "Jo" });
          return silence;
        },
      },
    }));
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toMatchObject([
      { kind: "wrong-id-type", severity: "warning", method: "init_authentication" },
    ]);
  });

  it("do not result from games whose ids are names of JavaScript properties", async () => {
    const client = await startScript(({ ownedGames }) => ({
      features: ["ImportOwnedGames"],
      answers: {
        import_owned_games: () => ownedGames("__proto__", "constructor"),
      },
    }));
    await client.importsDone(10_000);
    expect(Object.keys(client.library.games)).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(client.snapshot().games)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["gameTitle"]).toBeUndefined();
  });
});

describe("an integration that ends by itself", () => {
  it.each<[string, () => object, string | RegExp]>([
    [
      "before it connects",
      () => {
        throw new Error("broken at the top");
      },
      "ended with exit code 1",
    ],
    [
      "in the handshake",
      () => ({ answers: { get_capabilities: () => (globalThis as any).process.exit(5) } }),
      "ended with exit code 5",
    ],
    [
      "in the middle",
      () => ({ answers: { init_authentication: () => (globalThis as any).process.exit(0) } }),
      "ended with exit code 0",
    ],
    [
      "in the middle, with a code that means something else at the start",
      () => ({ answers: { init_authentication: () => (globalThis as any).process.exit(3) } }),
      /ended with exit code 3$/,
    ],
    [
      "by a signal",
      () => ({
        answers: {
          init_authentication: () => {
            (globalThis as any).process.kill((globalThis as any).process.pid, "SIGTERM");
            return new Promise(() => undefined);
          },
        },
      }),
      "was terminated by SIGTERM",
    ],
    [
      "with an uncaught error",
      () => ({
        answers: {
          init_authentication: () => {
            setTimeout(() => {
              throw new Error("late");
            });
            return new Promise(() => undefined);
          },
        },
      }),
      "ended with exit code 1",
    ],
  ])("has crashed %s, and the exit is reported", async (_when, script, reported) => {
    const client = await startScript(script);
    await client.waitFor(() => client.status.state === "crashed");
    await client.importsDone(10_000);

    expect(client.status.reason).toMatch(reported);
    expect(client.problems.filter(({ kind }) => kind === "crash")).toHaveLength(1);
    expect(() => {
      client.launchGame("g");
    }).toThrow("not possible now");
    expect(() => {
      client.kill();
    }).toThrow("the integration has no process that could be killed");
  });

  it("shows what it wrote to stderr", async () => {
    const client = await startScript(() => {
      throw new Error("broken at the top");
    });
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.log.some(({ stream, text }) => stream === "stderr" && text.includes("broken at the top"))).toBe(true);
  });

  it("has crashed if it could not be started", async () => {
    const client = await start({ integration: { command: "/no/such/program" } });
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toContain("could not be started");
  });

  it("is killed if it closes the connection and keeps running", async () => {
    const client = await startScript(
      () => ({
        answers: {
          init_authentication: (_: object, self: any) => {
            self.socket.removeAllListeners("end");
            self.socket.end();
            setInterval(() => undefined, 1000);
            return new Promise(() => undefined);
          },
        },
      }),
      { timings: { killLimit: 100 } },
    );
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.status.reason).toBe("the integration closed its connection and was terminated by SIGKILL");
    expect(kindsOf(client)).toEqual(["killed", "crash"]);
  });

  it("can be restarted with what was stored", async () => {
    const client = await startScript(() => ({
      features: ["LaunchGame"],
      answers: {
        init_authentication: (_: object, self: any) => {
          self.notify("push_cache", { data: { credentials: { token: "t" }, seen: "1" } });
          return { user_id: "1", user_name: "Jo" };
        },
      },
      heard: { launch_game: () => (globalThis as any).process.exit(3) },
    }));
    await client.importsDone(10_000);
    const first = client.pid;
    client.launchGame("g");
    await client.waitFor(() => client.status.state === "crashed");
    expect(client.pid).toBeUndefined();

    await client.retry();
    await client.waitFor(() => client.status.state === "connected");
    expect(client.pid).not.toBe(first);
    const again = (await callsSeenBy(client)).slice(-2);
    expect(again).toMatchObject([
      { id: "1", params: { data: { credentials: { token: "t" }, seen: "1" } } },
      { params: { stored_credentials: { token: "t" } } },
    ]);
  });
});
