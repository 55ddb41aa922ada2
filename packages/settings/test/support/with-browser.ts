import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { findBrowser } from "@galaxy-kit/simulator";
import { afterAll, afterEach, describe, jest } from "@jest/globals";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Minified: every page compiles it. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Tests that need a browser. Without one, they are skipped, and stderr says what to install. */
export function describeWithBrowser(name: string, tests: () => void): void {
  // A browser starts slowly on a busy machine.
  jest.setTimeout(60_000);
  try {
    findBrowser();
    describe(name, tests);
  } catch (error) {
    process.stderr.write(`SKIPPED: ${name}: ${(error as Error).message}\n`);
    describe.skip(name, tests);
  }
}

let browser: Promise<Browser> | undefined;
const pages: Page[] = [];

afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
});

afterAll(async () => {
  await (await browser)?.close();
});

/** Opens an address in a browser that all tests of a file share. Fails the test if the page breaks a rule of its own. */
export async function openPage(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  browser ??= chromium.launch({ executablePath: findBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
  const context = await (await browser).newContext(options);
  // The page on the web that ends a login.
  await context.route("https://**", (route) => route.abort());
  const page = await context.newPage();
  pages.push(page);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("status of 422")) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
}

/** Returns the accessibility flaws that axe finds on a page once it is complete, with the elements that have them. */
export async function flawsOf(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState("load");
  // Not as a script tag, which the page does not allow.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
