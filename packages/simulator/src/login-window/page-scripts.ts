import type { CDPSession } from "playwright-core";
import { compilePattern } from "./pattern.js";

/** Scripts, and the pages that they run in. */
export interface PageScripts {
  readonly pattern: RegExp;
  readonly scripts: readonly string[];
}

/** Compiles the `js` of a NextStep. An expression that cannot be used is reported, and the others stay. */
export function compileScripts(
  js: Readonly<Record<string, readonly string[]>> | undefined,
  report: (message: string) => void,
): PageScripts[] {
  return Object.entries(js ?? {}).flatMap(([pattern, scripts]) => {
    try {
      return [{ pattern: compilePattern(pattern, "the js key"), scripts }];
    } catch (error) {
      report((error as Error).message);
      return [];
    }
  });
}

/** Runs scripts in each document of a page, as soon as it is loaded. */
export async function runScripts(
  session: CDPSession,
  all: readonly PageScripts[],
  report: (message: string) => void,
): Promise<void> {
  if (all.length === 0) return;
  let loaded = 0;
  const run = async (): Promise<void> => {
    loaded++;
    const { frame } = (await session.send("Page.getFrameTree")).frameTree;
    if ("unreachableUrl" in frame) return;
    const address = frame.url + (frame.urlFragment ?? "");
    const matching = all.filter(({ pattern }) => pattern.test(address)).flatMap(({ scripts }) => scripts);
    for (const [index, expression] of matching.entries()) {
      // The page's Content-Security-Policy does not hold for it, and `userGesture` lets it open windows.
      const { exceptionDetails } = await session.send("Runtime.evaluate", { expression, userGesture: true });
      if (!exceptionDetails) continue;
      const what = exceptionDetails.exception?.description?.split("\n", 1)[0] ?? exceptionDetails.text;
      report(`script ${index + 1} of ${matching.length} failed in ${address.replace(/[?#].*/s, "")}: ${what}`);
    }
  };
  // What breaks off is a page that has gone, and its scripts with it.
  session.on("Page.loadEventFired", () => void run().catch(() => undefined));
  const { result } = await session.send("Runtime.evaluate", { expression: "document.readyState" });
  // A popup may have been loaded before there was a session.
  if (result.value === "complete" && loaded === 0) await run();
}
