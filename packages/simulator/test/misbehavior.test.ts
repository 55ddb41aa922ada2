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
    ["a batch", '[{"jsonrpc":"2.0","method":"authentication_lost"}]', "invalid-message"],
    ["another version", '{"jsonrpc":"1.0","method":"authentication_lost"}', "invalid-message"],
    ["a method that is not a string", '{"jsonrpc":"2.0","method":7}', "invalid-message"],
    ["neither a call nor a response", '{"jsonrpc":"2.0","id":"0"}', "invalid-message"],
    [
      "a result and an error",
      '{"jsonrpc":"2.0","id":"0","result":1,"error":{"code":1,"message":""}}',
      "invalid-message",
    ],
    ["a response without an id", '{"jsonrpc":"2.0","result":1}', "invalid-message"],
    ["an invalid error", '{"jsonrpc":"2.0","id":"0","error":"no"}', "invalid-message"],
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

  it.each(garbage)("are survived and reported: %s", async (_what, line, kind) => {
    const client = await startScript(() => ({
      features: ["LaunchGame"],
      heard: {
        launch_game: ({ game_id: bytes }: { game_id: string }, self: any) => {
          self.socket.write(Buffer.from(bytes, "base64"));
          self.notify("friend_added", { friend_info: { user_id: "after", user_name: "After" } });
        },
      },
    }));
    await client.importsDone(10_000);
    client.launchGame(Buffer.concat([Buffer.from(line as string), Buffer.from("\n")]).toString("base64"));
    await client.waitFor(() => client.library.friends["after"]);

    expect(kindsOf(client)).toEqual(expect.arrayContaining([kind]));
    expect(client.status.state).toBe("connected");
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

  it("are accepted if only the type of the id is wrong, which is reported", async () => {
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
    expect(client.problems).toMatchObject([{ kind: "wrong-id-type", method: "init_authentication" }]);
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
  it.each<[string, () => object, string]>([
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
      "by a signal",
      () => ({
        answers: {
          init_authentication: () => {
            (globalThis as any).process.kill((globalThis as any).process.pid, "SIGTERM");
            return new Promise(() => undefined);
          },
        },
      }),
      "was ended by SIGTERM",
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

    expect(client.status.reason).toContain(reported);
    expect(client.problems.filter(({ kind }) => kind === "crash")).toHaveLength(1);
    expect(() => {
      client.launchGame("g");
    }).toThrow("not possible now");
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
    expect(client.status.reason).toBe("the integration closed its connection and was ended by SIGKILL");
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
    client.launchGame("g");
    await client.waitFor(() => client.status.state === "crashed");
    const first = client.pid;

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
