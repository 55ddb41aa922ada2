import { findBrowser } from "@galaxy-kit/simulator";
import { afterAll, beforeAll, describe, jest } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";

let launched: Browser | undefined;

/** Runs tests of the page in a headless browser. Without a browser they are skipped, with a note on stderr. */
export function describeInBrowser(name: string, tests: () => void): void {
  // Tests wait for events; this limit is for a page that never loads on a busy machine.
  jest.setTimeout(90_000);
  const path = browserPath();
  if ("missing" in path) {
    process.stderr.write(`\n*** SKIPPED: ${name}: ${path.missing} ***\n\n`);
    describe.skip(`${name} (skipped: no browser)`, tests);
    return;
  }
  describe(name, () => {
    beforeAll(async () => {
      // Chromium does not run as root with its sandbox, and containers run as root.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      launched = await chromium.launch({ executablePath: path.executable, args });
    });
    afterAll(async () => await launched?.close());
    tests();
  });
}

export function browser(): Browser {
  if (!launched) throw new Error("Tests of the page must be inside describeInBrowser().");
  return launched;
}

function browserPath(): { readonly executable: string } | { readonly missing: string } {
  try {
    return { executable: findBrowser() };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}
