import { nextStep } from "@galaxy-kit/protocol";
import { expect, test } from "@jest/globals";
import { openLoginWindow } from "../src/index.js";

const window = {
  windowTitle: "Log in",
  windowWidth: 540,
  windowHeight: 680,
  startUri: "https://shop.example/login",
  endUriRegex: "^https://shop\\.example/done",
};

test("openLoginWindow returns the next step of a login", () => {
  const step = openLoginWindow(window, { cookies: [{ name: "a", value: "b" }], js: { login$: ["focus()"] } });
  expect(nextStep.encode(step)).toEqual({
    next_step: "web_session",
    auth_params: {
      window_title: "Log in",
      window_width: 540,
      window_height: 680,
      start_uri: "https://shop.example/login",
      end_uri_regex: "^https://shop\\.example/done",
    },
    cookies: [{ name: "a", value: "b" }],
    js: { login$: ["focus()"] },
  });
});
