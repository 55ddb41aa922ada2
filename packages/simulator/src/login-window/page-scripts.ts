import type { CDPSession } from "playwright-core";
import { isOwnPage } from "./own-pages.js";
import { compilePattern } from "./pattern.js";

/** Scripts, and the pattern of the pages that they run in. */
export interface PageScripts {
  readonly pattern: RegExp;
  readonly scripts: readonly string[];
}

/** Compiles the `js` of a NextStep. An invalid pattern is reported, and its scripts are skipped. */
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

/** Runs scripts in each document of a page as soon as it is loaded. The session must have page events enabled. */
export async function runScripts(
  session: CDPSession,
  all: readonly PageScripts[],
  report: (message: string) => void,
): Promise<void> {
  if (all.length === 0) return;
  const mainFrame = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  let current: string | undefined;
  let runs = 0;
  /** Evaluates in this very document, never in one that has replaced it. */
  const evaluate = async (document: string, expression: string) =>
    // This is exempt from the page's Content-Security-Policy, and `userGesture` lets it open windows.
    await session.send("Runtime.evaluate", { expression, uniqueContextId: document, userGesture: true });
  const run = async (document: string): Promise<void> => {
    const address = String((await evaluate(document, "location.href")).result.value);
    if (isOwnPage(address)) return;
    const matching = all.filter(({ pattern }) => pattern.test(address)).flatMap(({ scripts }) => scripts);
    for (const [index, expression] of matching.entries()) {
      const { exceptionDetails } = await evaluate(document, expression);
      if (!exceptionDetails) continue;
      const what = exceptionDetails.exception?.description?.split("\n", 1)[0] ?? exceptionDetails.text;
      report(`script ${index + 1} of ${matching.length} failed in ${address.replace(/[?#].*/s, "")}: ${what}`);
    }
  };
  session.on("Runtime.executionContextCreated", ({ context: { uniqueId, auxData } }) => {
    if (auxData?.["type"] === "default" && auxData["frameId"] === mainFrame) current = uniqueId;
  });
  session.on("Page.loadEventFired", () => {
    if (current === undefined) return;
    runs++;
    // It fails only if the document is replaced, which ends its scripts as well.
    run(current).catch(() => undefined);
  });
  // This also reports the current document, which may have been loaded earlier.
  await session.send("Runtime.enable");
  const first = current;
  if (first === undefined) return;
  const { result } = await evaluate(first, "document.readyState");
  if (result.value === "complete" && runs === 0) await run(first);
}
