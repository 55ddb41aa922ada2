import { describe, expect, it, jest } from "@jest/globals";
import { type LoginWindow, manualLoginWindow } from "../src/index.js";
import { until } from "./login-window/support/until.js";
import { callsSeenBy, kindsOf, startScript, type Wire } from "./support/integrations.js";

/** Requests a login window, and accepts the address that ends with `good`. */
function web({ fail }: Wire): object {
  const nextStep = {
    next_step: "web_session",
    auth_params: {
      window_title: "Log in",
      window_width: 400,
      window_height: 600,
      start_uri: "https://example.test/login",
      end_uri_regex: "^https://example\\.test/done",
    },
    js: { "^https": ["alert(1)"] },
  };
  return {
    answers: {
      init_authentication: () => nextStep,
      pass_login_credentials: (
        { credentials }: { credentials: { end_uri: string } },
        self: { notify: (...message: unknown[]) => void },
      ) => {
        if (credentials.end_uri.endsWith("again")) return nextStep;
        if (!credentials.end_uri.endsWith("good")) return fail(106, "Access denied", "AccessDenied");
        self.notify("store_credentials", { token: "t1" });
        return { user_id: "7", user_name: "Web" };
      },
    },
  };
}

describe("a login", () => {
  it("returns the stored credentials to the integration", async () => {
    const client = await startScript(() => ({}), { credentials: { token: "old" } });
    await client.importsDone(10_000);
    expect((await callsSeenBy(client)).at(-1)).toMatchObject({
      method: "init_authentication",
      params: { stored_credentials: { token: "old" } },
    });
  });

  it("omits the credentials if none are stored", async () => {
    const client = await startScript(() => ({}));
    await client.importsDone(10_000);
    expect((await callsSeenBy(client)).at(-1)).toMatchObject({ method: "init_authentication", params: {} });
    expect((await callsSeenBy(client)).at(-1)?.params).toEqual({});
  });

  it("shows as many login windows as requested, and keeps the stored credentials", async () => {
    const ends = ["https://example.test/done?again", "https://example.test/done?good"];
    const loginWindow = jest.fn<LoginWindow>(async () => ({
      endUri: ends.shift() ?? "",
      cookies: [{ name: "c", value: "v", domain: "example.test" }],
    }));
    const client = await startScript(web, { loginWindow });
    await client.importsDone(10_000);

    expect(loginWindow).toHaveBeenCalledTimes(2);
    expect(loginWindow.mock.calls[0]?.[0]).toMatchObject({
      authParams: { startUri: "https://example.test/login" },
      js: { "^https": ["alert(1)"] },
    });
    expect((await callsSeenBy(client)).at(-1)?.params).toEqual({
      step: "",
      credentials: { end_uri: "https://example.test/done?good" },
      cookies: [{ name: "c", value: "v", domain: "example.test" }],
    });
    expect(client.status).toMatchObject({ state: "connected", reason: "logged in as Web" });
    expect(client.library).toMatchObject({ user: { userId: "7", userName: "Web" }, credentials: { token: "t1" } });
    expect(client.problems).toEqual([]);
  });

  it("warns if the first page already matches the end, and records each address without its secrets", async () => {
    const client = await startScript(
      () => ({
        answers: {
          init_authentication: () => ({
            next_step: "web_session",
            auth_params: {
              window_title: "Log in",
              window_width: 400,
              window_height: 600,
              start_uri: "https://shop.test/orders/1",
              end_uri_regex: "^https://shop\\.test/orders",
            },
          }),
          pass_login_credentials: () => ({ user_id: "7", user_name: "Web" }),
        },
      }),
      {
        loginWindow: async (_step, { onNavigation }) => {
          onNavigation({ address: "https://shop.test/login?next=/orders", matches: false });
          onNavigation({ address: "https://shop.test/orders#t=abc&u=1", matches: true });
          return { endUri: "https://shop.test/orders#t=abc&u=1" };
        },
      },
    );
    await client.importsDone(10_000);
    expect(client.problems).toMatchObject([
      {
        kind: "login",
        severity: "warning",
        message: expect.stringMatching(/^the end_uri_regex ".*" already matches the start_uri/),
      },
    ]);
    const endUriRegex = "^https://shop\\.test/orders";
    expect(client.navigations).toMatchObject([
      { address: "https://shop.test/login?next=(secret)", matches: false, endUriRegex },
      { address: "https://shop.test/orders#t=(secret)&u=(secret)", matches: true, endUriRegex },
    ]);
  });

  it("does not end at an address of this computer under GALAXY 2.1", async () => {
    const ends = [
      "http://localhost:8080/done?code=1",
      "http://127.0.0.1/",
      "http://[::1]:1/",
      "https://localhost.test/",
    ];
    const loginWindow: LoginWindow = async () => ({ endUri: ends.shift() ?? "" });
    const client = await startScript(web, { loginWindow, version: "2.1" });
    for (let refused = 0; refused < 3; refused++) {
      await client.importsDone(10_000);
      expect(client.status).toMatchObject({
        state: "not connected",
        reason: expect.stringContaining("of this computer"),
      });
      expect(client.status.reason).not.toContain("code=1");
      await client.retry();
    }
    await client.importsDone(10_000);
    expect(client.status.state).toBe("offline");
  });

  it("reports an address that it does not end at, unless it ends later", async () => {
    const ignored = "GALAXY 2.1 does not notice addresses of this computer";
    const ends = [{ endUri: "https://example.test/done?bad" }, "closed"] as const;
    let windows = 0;
    const loginWindow: LoginWindow = async (_step, { onNavigation }) => {
      onNavigation({ address: "http://127.0.0.1/done?code=1", matches: true, ignored });
      return ends[windows++] ?? "closed";
    };
    const client = await startScript(web, { loginWindow, version: "2.1" });
    const found = () => client.problems.filter(({ kind }) => kind === "login");
    await client.importsDone(10_000);
    expect(found()).toEqual([]);
    await client.retry();
    await client.importsDone(10_000);
    expect(found()).toMatchObject([
      { kind: "login", message: `the login does not end at http://127.0.0.1/done, which matches: ${ignored}` },
    ]);
  });

  it("ends if there is no login window", async () => {
    const client = await startScript(web);
    await client.importsDone(10_000);
    expect(client.status).toMatchObject({
      state: "not connected",
      reason: expect.stringContaining("https://example.test/login"),
    });
  });

  it("ends if the login window is closed or fails, and can be retried", async () => {
    const loginWindow = jest
      .fn<LoginWindow>()
      .mockResolvedValueOnce("closed")
      .mockRejectedValueOnce(new Error("no display"))
      .mockResolvedValueOnce({ endUri: "https://example.test/done?good", cookies: [] });
    const client = await startScript(web, { loginWindow });
    await client.importsDone(10_000);
    expect(client.status).toMatchObject({ state: "not connected", reason: "the login window was closed" });

    await client.retry();
    await client.importsDone(10_000);
    expect(client.status).toMatchObject({ state: "not connected", reason: expect.stringContaining("no display") });
    expect(kindsOf(client)).toEqual(["login"]);

    await client.retry();
    await client.importsDone(10_000);
    expect(client.status.state).toBe("connected");
  });

  it("aborts the signal of its window when it is over", async () => {
    const signals: AbortSignal[] = [];
    const loginWindow: LoginWindow = async (_step, { signal }) => {
      signals.push(signal);
      return await new Promise(() => undefined);
    };
    const client = await startScript(web, { loginWindow });
    const open = async (count: number) => await until(() => signals.length === count);
    await open(1);
    expect(signals[0]?.aborted).toBe(false);
    expect(client.status).toMatchObject({ state: "connecting", reason: 'the user is logging in ("Log in")' });
    process.kill(client.pid!, "SIGKILL");
    await client.waitFor(() => client.status.state === "crashed");
    expect(signals[0]?.aborted).toBe(true);

    await client.retry();
    await open(2);
    await client.disconnect();
    expect(signals[1]?.aborted).toBe(true);
  });

  it("reports the problems of its window, each once", async () => {
    const script = (wire: Wire): object => {
      const nextStep = {
        next_step: "web_session",
        auth_params: {
          window_title: "x",
          window_width: 1,
          window_height: 1,
          start_uri: "a.test/login",
          end_uri_regex: "(?i)end",
        },
        js: { "(unclosed": ["1"] },
      };
      return { answers: { init_authentication: () => nextStep, pass_login_credentials: () => wire.fail(1, "x", "X") } };
    };
    const closed = expect.stringMatching(/^the end_uri_regex "\(\?i\)end" cannot be used/);
    const start = 'the start_uri "a.test/login" is not an absolute URL';
    const found = [start, closed, expect.stringMatching(/^the js key "\(unclosed" cannot be used/)];
    const messages = async (loginWindow?: LoginWindow) => {
      const client = await startScript(script, loginWindow && { loginWindow });
      await client.importsDone(10_000);
      expect(client.status.state).toBe("not connected");
      return client.problems.map(({ kind, message }) => kind === "login" && message);
    };
    expect(await messages()).toEqual(found);
    expect(await messages(manualLoginWindow(async () => "closed"))).toEqual(found);
    const telling: LoginWindow = async (_step, { report }) => {
      for (const message of ["a", "b", "a"]) report(message);
      return "closed";
    };
    expect(await messages(telling)).toEqual([...found, "a", "b"]);
  });

  it("that fails because of invalid credentials is a lost connection, and imports nothing", async () => {
    const client = await startScript(({ fail }) => ({
      features: ["ImportOwnedGames"],
      answers: { init_authentication: () => fail(100, "Invalid credentials", "InvalidCredentials") },
    }));
    await client.importsDone(10_000);

    expect(client.status).toMatchObject({
      state: "connection lost",
      reason: "Invalid credentials (InvalidCredentials, code 100)",
    });
    expect(client.problems).toMatchObject([
      {
        kind: "error-response",
        severity: "error",
        method: "init_authentication",
        messageId: expect.any(String),
        detail: { code: 100 },
      },
    ]);
    expect(client.imports).toEqual({});
  });

  it("that fails for another reason is offline", async () => {
    const client = await startScript(({ fail }) => ({
      answers: { init_authentication: () => fail(101, "Network error", "NetworkError") },
    }));
    await client.importsDone(10_000);
    expect(client.status.state).toBe("offline");
  });

  it("with a response that is neither a user nor a step is offline, with the reason", async () => {
    const client = await startScript(() => ({
      answers: { init_authentication: () => ({ user_id: [], user_name: "Jo" }) },
    }));
    await client.importsDone(10_000);

    expect(client.status.state).toBe("offline");
    expect(client.problems).toMatchObject([
      { kind: "bad-result", method: "init_authentication", message: "user_id: expected a string, found an array of 0" },
    ]);
  });

  it("can be lost later", async () => {
    const client = await startScript(({ ownedGames }) => ({
      features: ["ImportOwnedGames", "LaunchGame"],
      answers: {
        import_owned_games: () => ownedGames("g"),
      },
      heard: {
        launch_game: (_params: object, self: { notify: (method: string) => void }) => {
          self.notify("authentication_lost");
        },
      },
    }));
    await client.importsDone(10_000);
    client.launchGame("g");
    await client.waitFor(() => client.status.state === "connection lost");
    expect(Object.keys(client.library.games)).toEqual(["g"]);
  });
});

describe("refresh_credentials", () => {
  const asking = (): object => ({
    features: ["LaunchGame"],
    heard: {
      launch_game: (
        _params: object,
        self: { respond: Map<string, (answer: unknown) => void>; write: (message: object) => void },
      ) => {
        self.respond.set("1", (answer) => {
          console.log(JSON.stringify(answer));
        });
        self.write({ jsonrpc: "2.0", id: "1", method: "refresh_credentials", params: { why: "old" } });
      },
    },
  });
  const answerTo = async (options: Parameters<typeof startScript>[1]): Promise<unknown> => {
    const client = await startScript(asking, options);
    await client.importsDone(10_000);
    client.launchGame("g");
    return await client.waitFor(() => client.log.find(({ stream }) => stream === "stdout")?.fields);
  };

  it("returns the stored credentials", async () => {
    expect(await answerTo({ credentials: { token: "t" } })).toEqual({ result: { token: "t" } });
  });

  it("returns an error if none are stored", async () => {
    expect(await answerTo({})).toMatchObject({ error: { code: 1, data: { internal_type: "AuthenticationRequired" } } });
  });

  it("returns the result of the responder", async () => {
    const refreshCredentials = jest.fn(async (_params: object) => ({ token: "fresh" }));
    expect(await answerTo({ refreshCredentials })).toEqual({ result: { token: "fresh" } });
    expect(refreshCredentials).toHaveBeenCalledWith({ why: "old" });
  });

  it("returns the error of a responder", async () => {
    const refreshCredentials = (): never => {
      throw new Error("no luck");
    };
    expect(await answerTo({ refreshCredentials })).toMatchObject({ error: { code: 0, message: "no luck" } });
  });
});
