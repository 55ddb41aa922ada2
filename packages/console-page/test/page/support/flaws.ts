import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** Minified: every page compiles it. */
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What takes axe most of its time, and is not used here. */
const QUICK = { resultTypes: ["violations"], preload: false };
/** All rules, with one that axe does not apply by default: the name of a button contains its text. */
const ALL_RULES = { ...QUICK, rules: { "label-content-name-mismatch": { enabled: true } } };
const CONTRAST = { ...QUICK, runOnly: ["color-contrast"] };

/** Runs in the page. Until its next frame, a transition shows the colors before it, however short it is. */
const animationsEnd = async (): Promise<void> => {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
};

/**
 * Returns the accessibility flaws that axe finds in a part of the page, with the elements that have them.
 *
 * @param checks - `contrast` for a part that was checked in the other theme
 */
export async function flawsOf(
  page: Page,
  selector: string,
  checks: "all" | "contrast" = "all",
): Promise<readonly string[]> {
  // axe does not wait for what a page has yet to show.
  await page.locator(selector).first().waitFor();
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  await page.evaluate(animationsEnd);
  const options = JSON.stringify(checks === "all" ? ALL_RULES : CONTRAST);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(selector)}, ${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
