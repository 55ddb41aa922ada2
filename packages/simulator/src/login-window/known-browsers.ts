/** The platforms with known locations of browsers. */
export type BrowserPlatform = "linux" | "darwin" | "win32";

/** Where to find a browser: commands and paths on Linux, application names on macOS, paths below program folders on Windows. */
type Places = Readonly<Record<BrowserPlatform, readonly string[]>>;

const chrome = (suffix: string, channel = suffix.trim().toLowerCase()): Places => ({
  linux: channel
    ? [`google-chrome-${channel === "canary" ? "unstable" : channel}`]
    : ["google-chrome-stable", "google-chrome", "/opt/google/chrome/chrome"],
  darwin: [`Google Chrome${suffix}`],
  win32: [String.raw`Google\Chrome${suffix === " Canary" ? " SxS" : suffix}\Application\chrome.exe`],
});

const edge = (suffix: string, channel = suffix.trim().toLowerCase()): Places => ({
  linux: channel
    ? [`microsoft-edge-${channel}`]
    : ["microsoft-edge-stable", "microsoft-edge", "/opt/microsoft/msedge/msedge"],
  darwin: [`Microsoft Edge${suffix}`],
  win32: [String.raw`Microsoft\Edge${suffix}\Application\msedge.exe`],
});

/** Browsers by the names that Playwright calls channels, in the order in which they are tried. */
export const knownBrowsers: Readonly<Record<string, Places>> = {
  chrome: chrome(""),
  chromium: {
    linux: ["chromium", "chromium-browser", "/usr/lib/chromium/chromium"],
    darwin: ["Chromium"],
    win32: [String.raw`Chromium\Application\chrome.exe`],
  },
  msedge: edge(""),
  brave: {
    linux: ["brave-browser", "brave"],
    darwin: ["Brave Browser"],
    win32: [String.raw`BraveSoftware\Brave-Browser\Application\brave.exe`],
  },
  "chrome-beta": chrome(" Beta"),
  "chrome-dev": chrome(" Dev", "unstable"),
  "chrome-canary": chrome(" Canary"),
  "msedge-beta": edge(" Beta"),
  "msedge-dev": edge(" Dev"),
};
