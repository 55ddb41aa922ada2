import { describe, expect, it } from "@jest/globals";
import {
  browserLoginWindow,
  BrowserNotFoundError,
  canShowLoginWindow,
  findBrowser,
  type System,
} from "../../src/index.js";
import { noClient, stepTo } from "./support/browser.js";

function machine(platform: string, files: string[], env: Record<string, string> = {}): System {
  return { platform, env, home: "/Users/jo", isExecutable: (path) => files.includes(path) };
}

describe("the browser of a login window", () => {
  it.each([
    ["linux", "/usr/bin/chromium"],
    ["linux", "/opt/google/chrome/chrome"],
    ["linux", "/snap/bin/chromium"],
    ["linux", "/home/jo/bin/microsoft-edge-stable"],
    ["darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["darwin", "/Users/jo/Applications/Chromium.app/Contents/MacOS/Chromium"],
    ["win32", String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`],
    ["win32", String.raw`C:\Users\jo\AppData\Local\Google\Chrome SxS\Application\chrome.exe`],
  ])("is found on %s in %s", (platform, path) => {
    const env = {
      PATH: "/home/jo/bin",
      LOCALAPPDATA: String.raw`C:\Users\jo\AppData\Local`,
      "ProgramFiles(x86)": String.raw`C:\Program Files (x86)`,
    };
    expect(findBrowser(undefined, machine(platform, [path], env))).toBe(path);
  });

  it("is Chrome before Chromium before Edge, unless an option or GALAXY_KIT_BROWSER says otherwise", () => {
    const all = [
      "/usr/bin/google-chrome",
      "/usr/bin/chromium",
      "/usr/bin/microsoft-edge",
      "/my/own",
      "/usr/bin/my-browser",
    ];
    const find = (browser?: string, variable?: string) =>
      findBrowser(browser, machine("linux", all, variable === undefined ? {} : { GALAXY_KIT_BROWSER: variable }));
    expect(find()).toBe("/usr/bin/google-chrome");
    expect(find(undefined, "")).toBe("/usr/bin/google-chrome");
    expect(find(undefined, "chromium")).toBe("/usr/bin/chromium");
    expect(find(undefined, "/my/own")).toBe("/my/own");
    expect(find("msedge", "/my/own")).toBe("/usr/bin/microsoft-edge");
    expect(find("my-browser")).toBe("/usr/bin/my-browser");
  });

  it("that does not exist is reported with what to install or set", () => {
    const missing = (platform: string) => () => findBrowser(undefined, machine(platform, []));
    expect(missing("linux")).toThrow(BrowserNotFoundError);
    expect(missing("linux")).toThrow(/apt-get install chromium.*GALAXY_KIT_BROWSER/);
    expect(missing("darwin")).toThrow(/Applications/);
    expect(missing("win32")).toThrow(/Edge/);
    expect(() => findBrowser("chrome-beta", machine("linux", []))).toThrow(
      /the option browser is set to "chrome-beta"/,
    );
    expect(() => findBrowser(undefined, machine("linux", [], { GALAXY_KIT_BROWSER: "/x" }))).toThrow(
      /GALAXY_KIT_BROWSER is set to "\/x"/,
    );
  });

  it("that is not a browser is reported by name", async () => {
    const window = browserLoginWindow({ headless: true, browser: process.execPath });
    await expect(window(stepTo("http://127.0.0.1:9/"), noClient)).rejects.toThrow(
      `the browser ${process.execPath} could not be started for the login window`,
    );
  });

  it("is not searched for if the NextStep is invalid", async () => {
    const window = browserLoginWindow({ browser: "/nowhere" });
    await expect(window(stepTo("example.com/login"), noClient)).rejects.toThrow(
      'the start_uri "example.com/login" is not an absolute URL',
    );
    await expect(window(stepTo("http://a.test/", { endUriRegex: "(?i)x" }), noClient)).rejects.toThrow(
      /the end_uri_regex/,
    );
  });
});

describe("a login window", () => {
  const chromium = ["/usr/bin/chromium"];
  it.each<[string, boolean, System]>([
    ["a display and a browser", true, machine("linux", chromium, { DISPLAY: ":0" })],
    ["no display", false, machine("linux", chromium)],
    ["no display, in WSL", false, machine("linux", chromium, { WSL_DISTRO_NAME: "Debian" })],
    ["no browser", false, machine("linux", [], { WAYLAND_DISPLAY: "wayland-0" })],
    [
      "a browser, on a system that always has a display",
      true,
      machine("darwin", chromium, { GALAXY_KIT_BROWSER: chromium[0]! }),
    ],
  ])("with %s can be shown: %s", (_what, can, system) => {
    expect(canShowLoginWindow(system)).toBe(can);
  });
});
