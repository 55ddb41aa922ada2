import { applicationErrors } from "@galaxy-kit/protocol";
import * as sdk from "@galaxy-kit/sdk";
import { Authenticate, PassLoginCredentials, Rpc } from "@galaxy-kit/sdk";
import { type Case, errorJson, expectCall, integration, method } from "./case.js";

const LOGIN_ERRORS = [
  "UnknownError",
  "BackendNotAvailable",
  "BackendTimeout",
  "BackendError",
  "InvalidCredentials",
  "NetworkError",
  "LoggedInElsewhere",
  "ProtocolError",
  "TemporaryBlocked",
  "Banned",
  "AccessDenied",
] as const;

const REFRESH_ERRORS = [
  "BackendNotAvailable",
  "BackendTimeout",
  "BackendError",
  "InvalidCredentials",
  "NetworkError",
  "AccessDenied",
  "UnknownError",
] as const;

const refresh = method(Rpc("go"), async function () {
  try {
    return await this.galaxy.refreshCredentials({});
  } catch (error) {
    const { name, code, message } = error as sdk.GalaxyError;
    return { caught: { name, code, message } };
  }
});

/** Login and credentials. */
export const authenticationCases: readonly Case[] = [
  {
    name: "init_authentication returns the user",
    plugin: integration(
      method(Authenticate(), (...args) => {
        expectCall([args.length, args[0]], [2, undefined]);
        return { userId: "132", userName: "Zenek" };
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"init_authentication"}
      < {"jsonrpc":"2.0","id":"3","result":{"user_id":"132","user_name":"Zenek"}}`,
  },
  {
    name: "init_authentication passes on the stored credentials",
    plugin: integration(
      method(Authenticate<{ token: string }>(), (stored) => {
        expectCall([stored], [{ token: "ABC" }]);
        return { userId: "132", userName: "Zenek" };
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"init_authentication","params":{"stored_credentials":{"token":"ABC"}}}
      < {"jsonrpc":"2.0","id":"3","result":{"user_id":"132","user_name":"Zenek"}}`,
  },
  ...LOGIN_ERRORS.map((name) => ({
    name: `init_authentication fails with ${name}`,
    plugin: integration(
      method(Authenticate(), () => {
        throw new sdk[name]();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"init_authentication"}
      < {"jsonrpc":"2.0","id":"3","error":${errorJson(applicationErrors[name].code, applicationErrors[name].message, name)}}`,
  })),
  {
    name: "a login window is a NextStep whose missing fields are omitted; its result is passed on by name",
    plugin: integration(
      method(Authenticate(), () => ({
        nextStep: "web_session" as const,
        authParams: {
          windowTitle: "Login",
          windowWidth: 800,
          windowHeight: 600,
          startUri: "https://a.b/c",
          endUriRegex: "^https://a\\.b/done",
        },
        cookies: [
          { name: "one", value: "1" },
          { name: "two", value: "2", domain: ".a.b", path: "/p" },
        ],
        js: { "^https://a\\.b/.*": ["location.reload();"] },
      })),
      method(PassLoginCredentials(), (step, credentials, cookies) => {
        expectCall(
          [step, credentials, cookies],
          ["", { endUri: "https://a.b/done?code=1" }, [{ name: "one", value: "1" }]],
        );
        return { userId: "132", userName: "Zenek" };
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","id":"3","method":"init_authentication","params":{}}
      < {"jsonrpc":"2.0","id":"3","result":{"next_step":"web_session","auth_params":{"window_title":"Login","window_width":800,"window_height":600,"start_uri":"https://a.b/c","end_uri_regex":"^https://a\\\\.b/done"},"cookies":[{"name":"one","value":"1"},{"name":"two","value":"2","domain":".a.b","path":"/p"}],"js":{"^https://a\\\\.b/.*":["location.reload();"]}}}
      > {"jsonrpc":"2.0","id":"4","method":"pass_login_credentials","params":{"cookies":[{"name":"one","value":"1"}],"step":"","credentials":{"end_uri":"https://a.b/done?code=1"}}}
      < {"jsonrpc":"2.0","id":"4","result":{"user_id":"132","user_name":"Zenek"}}`,
  },
  {
    name: "pass_login_credentials without a handler is not found",
    plugin: integration(),
    dialogue: `
      > {"jsonrpc":"2.0","id":"4","method":"pass_login_credentials","params":{"cookies":[],"step":"","credentials":{"end_uri":"https://a.b"}}}
      < {"jsonrpc":"2.0","id":"4","error":${errorJson(-32601, "Method not found", "MethodNotFound")}}`,
  },
  {
    name: "store_credentials has the credentials as its parameters",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.storeCredentials({ token: "ABC" });
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"store_credentials","params":{"token":"ABC"}}`,
  },
  {
    name: "authentication_lost has null as parameters",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.lostAuthentication();
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","method":"go"}
      < {"jsonrpc":"2.0","method":"authentication_lost","params":null}`,
  },
  {
    name: 'refresh_credentials is a request with the id "1" whose result is the credentials',
    plugin: integration(refresh),
    dialogue: `
      > {"jsonrpc":"2.0","id":"9","method":"go"}
      < {"jsonrpc":"2.0","id":"1","method":"refresh_credentials","params":{}}
      > {"jsonrpc":"2.0","id":"1","result":{"access_token":"new_access_token"}}
      < {"jsonrpc":"2.0","id":"9","result":{"access_token":"new_access_token"}}
      > {"jsonrpc":"2.0","id":"10","method":"go"}
      < {"jsonrpc":"2.0","id":"2","method":"refresh_credentials","params":{}}
      > {"jsonrpc":"2.0","id":"2","result":{}}
      < {"jsonrpc":"2.0","id":"10","result":{}}`,
  },
  ...REFRESH_ERRORS.map((name) => ({
    name: `refresh_credentials throws ${name} for its error response (Python: an equal JsonRpcError)`,
    plugin: integration(refresh),
    dialogue: `
      > {"jsonrpc":"2.0","id":"9","method":"go"}
      < {"jsonrpc":"2.0","id":"1","method":"refresh_credentials","params":{}}
      > {"jsonrpc":"2.0","id":"1","error":${errorJson(applicationErrors[name].code, applicationErrors[name].message, name)}}
      < {"jsonrpc":"2.0","id":"9","result":{"caught":${JSON.stringify({ name, ...applicationErrors[name] })}}}`,
  })),
];
