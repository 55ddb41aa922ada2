import { findBrowser } from "@galaxy-kit/simulator";
import { afterAll, beforeAll, describe, jest } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";

let launched: Browser | undefined;

/** Tests of the page in a real browser nobody sees. Without a browser they are skipped, and stderr says so. */
export function describeInBrowser(name: string, tests: () => void): void {
  // Everything is waited for; this is for a page that does not come at all on a busy machine.
  jest.setTimeout(90_000);
  const path = browserPath();
  if ("missing" in path) {
    process.stderr.write(`\n*** SKIPPED: ${name}: ${path.missing} ***\n\n`);
    describe.skip(`${name} (skipped: no browser)`, tests);
    return;
  }
  describe(name, () => {
    beforeAll(async () => {
      // Chromium refuses to run as root with its sandbox, which is how containers run.
      const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
      launched = await chromium.launch({ executablePath: path.executable, args });
    });
    afterAll(async () => await launched?.close());
    tests();
  });
}

export function browser(): Browser {
  if (!launched) throw new Error("tests of the page belong into describeInBrowser");
  return launched;
}

function browserPath(): { readonly executable: string } | { readonly missing: string } {
  try {
    return { executable: findBrowser() };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}
