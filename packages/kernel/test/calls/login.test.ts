import { userInfo } from "node:os";
import {
  Authenticate,
  type Authentication,
  GalaxyPlugin,
  type NextStep,
  NoLogin,
  PassLoginCredentials,
  Platform,
} from "@galaxy-kit/sdk";
import { describe, expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { response, startRig } from "../support/rig.js";

const ada: Authentication = { userId: "u1", userName: "Ada" };

const page: NextStep = {
  nextStep: "web_session",
  authParams: {
    windowTitle: "Log in",
    windowWidth: 600,
    windowHeight: 800,
    startUri: "https://shop.example/login",
    endUriRegex: "^https://shop\\.example/done",
  },
  cookies: [
    { name: "lang", value: "en", domain: "shop.example", path: "/" },
    { name: "plain", value: "" },
  ],
  js: { "^https://shop\\.example/.*$": ["document.title = 'a'", "b()"] },
};

const pageOnTheWire = {
  next_step: "web_session",
  auth_params: {
    window_title: "Log in",
    window_width: 600,
    window_height: 800,
    start_uri: "https://shop.example/login",
    end_uri_regex: "^https://shop\\.example/done",
  },
  cookies: [
    { name: "lang", value: "en", domain: "shop.example", path: "/" },
    { name: "plain", value: "" },
  ],
  js: { "^https://shop\\.example/.*$": ["document.title = 'a'", "b()"] },
};

const signal = expect.any(AbortSignal);

describe("init_authentication", () => {
  it.each([
    { params: {}, stored: undefined, what: "no stored credentials" },
    { params: null, stored: undefined, what: "no parameters" },
    { params: { stored_credentials: null }, stored: undefined, what: "null credentials" },
    { params: { stored_credentials: {} }, stored: {}, what: "empty credentials" },
    {
      params: { stored_credentials: { token: "t0k3n", more: { list: [1, null, true] }, snake_case: "as it is" } },
      stored: { token: "t0k3n", more: { list: [1, null, true] }, snake_case: "as it is" },
      what: "stored credentials unchanged",
    },
  ])("passes $what to the handler", async ({ params, stored }) => {
    const login = jest.fn(() => ada);
    const rig = await startRig(integration({ login: [Authenticate(), login] }));
    await rig.send({ jsonrpc: "2.0", id: "3", method: "init_authentication", params });
    expect(rig.take()).toEqual([response("3", { user_id: "u1", user_name: "Ada" })]);
    expect(login.mock.calls).toEqual([[stored, signal]]);
  });

  it("returns a login window", async () => {
    const rig = await startRig(
      integration({ login: [Authenticate(), () => page], done: [PassLoginCredentials(), () => ada] }),
    );
    expect(await rig.request("init_authentication")).toEqual({ result: pageOnTheWire });
    expect(rig.log.messages("error")).toEqual([]);
  });

  it("omits missing fields of a login window", async () => {
    const { nextStep, authParams } = page;
    const rig = await startRig(integration({ login: [Authenticate(), () => ({ nextStep, authParams })] }));
    const { next_step, auth_params } = pageOnTheWire;
    expect(await rig.request("init_authentication")).toEqual({ result: { next_step, auth_params } });
  });

  it("warns about a login window that no handler can complete", async () => {
    const rig = await startRig(integration({ login: [Authenticate(), () => page] }));
    await rig.request("init_authentication");
    expect(rig.log.messages("error")).toEqual([
      "A login window was opened, but no method has @PassLoginCredentials() to complete the login",
    ]);
    expect(
      await rig.request("pass_login_credentials", { step: "", credentials: { end_uri: "x" }, cookies: [] }),
    ).toMatchObject({
      error: { code: -32601 },
    });
  });
});

describe("pass_login_credentials", () => {
  const params = {
    step: "",
    credentials: { end_uri: "https://shop.example/done?code=abc" },
    cookies: [
      { name: "sid", value: "s3ss10n", domain: ".shop.example", path: "/x" },
      { name: "bare", value: "v4lue" },
    ],
  };

  it.each([
    { what: "the user", returns: ada, result: { user_id: "u1", user_name: "Ada" } },
    { what: "another window", returns: page, result: pageOnTheWire },
  ])("passes on the result of the login window and returns $what", async ({ returns, result }) => {
    const done = jest.fn(() => returns);
    const rig = await startRig(
      integration({ login: [Authenticate(), () => page], done: [PassLoginCredentials(), done] }),
    );
    expect(await rig.request("pass_login_credentials", params)).toEqual({ result });
    expect(done.mock.calls).toEqual([
      [
        "",
        { endUri: "https://shop.example/done?code=abc" },
        [
          { name: "sid", value: "s3ss10n", domain: ".shop.example", path: "/x" },
          { name: "bare", value: "v4lue" },
        ],
        signal,
      ],
    ]);
  });

  it.each([
    { what: "no cookies", wrong: { step: "", credentials: { end_uri: "x" } } },
    { what: "cookies that are not an array", wrong: { ...params, cookies: { sid: "x" } } },
    { what: "no address", wrong: { ...params, credentials: {} } },
    { what: "a step that is not a string", wrong: { ...params, step: 1 } },
    { what: "an unknown parameter", wrong: { ...params, extra: 1 } },
  ])("rejects $what without calling the handler", async ({ wrong }) => {
    const done = jest.fn(() => ada);
    const rig = await startRig(
      integration({ login: [Authenticate(), () => page], done: [PassLoginCredentials(), done] }),
    );
    expect(await rig.request("pass_login_credentials", wrong)).toEqual({
      error: { code: -32602, message: "Invalid params", data: { internal_type: "InvalidParams" } },
    });
    expect(done).not.toHaveBeenCalled();
  });
});

describe("@NoLogin()", () => {
  const { username } = userInfo();

  it.each([
    { what: "the user of this computer", options: undefined, user: { user_id: username, user_name: username } },
    { what: "another name", options: { userName: "Ada" }, user: { user_id: username, user_name: "Ada" } },
    { what: "another user", options: { userId: "1", userName: "Ada" }, user: { user_id: "1", user_name: "Ada" } },
  ])("logs in $what", async ({ options, user }) => {
    @GalaxyPlugin({ platform: Platform.Test })
    @NoLogin(options)
    class Shelf {}
    const rig = await startRig(Shelf);
    await rig.send({ jsonrpc: "2.0", id: "3", method: "init_authentication", params: {} });
    expect(rig.take()).toEqual([response("3", user)]);
  });

  it("leaves the login of another integration alone", async () => {
    @GalaxyPlugin({ platform: Platform.Test })
    @NoLogin({ userId: "1" })
    class One {}
    @GalaxyPlugin({ platform: Platform.Test })
    @NoLogin({ userId: "2" })
    class Two {}
    for (const [plugin, id] of [
      [One, "1"],
      [Two, "2"],
    ] as const) {
      const rig = await startRig(plugin);
      await rig.send({ jsonrpc: "2.0", id: "3", method: "init_authentication", params: {} });
      expect(rig.take()).toMatchObject([{ result: { user_id: id } }]);
    }
  });
});
