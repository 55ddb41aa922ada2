import type { CDPSession } from "playwright-core";
import { isOwnPage } from "./own-pages.js";
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

/** Runs scripts in each document of a page, as soon as it is loaded. The session has to tell of the page's events. */
export async function runScripts(
  session: CDPSession,
  all: readonly PageScripts[],
  report: (message: string) => void,
): Promise<void> {
  if (all.length === 0) return;
  const mainFrame = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  let shown: string | undefined;
  let runs = 0;
  /** In the document that is meant, never in the one that has taken its place. */
  const evaluate = async (document: string, expression: string) =>
    // The page's Content-Security-Policy does not hold for it, and `userGesture` lets it open windows.
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
    if (auxData?.["type"] === "default" && auxData["frameId"] === mainFrame) shown = uniqueId;
  });
  session.on("Page.loadEventFired", () => {
    if (shown === undefined) return;
    runs++;
    // What breaks off is a document that has gone, and its scripts with it.
    run(shown).catch(() => undefined);
  });
  // Tells of the document that is there, too, which may have been loaded before it was known.
  await session.send("Runtime.enable");
  const first = shown;
  if (first === undefined) return;
  const { result } = await evaluate(first, "document.readyState");
  if (result.value === "complete" && runs === 0) await run(first);
}
