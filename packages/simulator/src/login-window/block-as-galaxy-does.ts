import type { BrowserContext } from "playwright-core";
import type { Behavior } from "../behavior.js";

const blockContextMenu = `addEventListener("contextmenu", (event) => event.preventDefault(), true);`;

const blockOutsideLinks = `{
  window.open = () => null;
  const block = (event) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    if (!link) return;
    const staysHere = ["", "_self", "_parent", "_top"].includes(link.target.toLowerCase());
    const opensAnother = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!staysHere || opensAnother) event.preventDefault();
  };
  addEventListener("click", block, true);
  addEventListener("auxclick", block, true);
}`;

/** Takes away what the embedded browser of the real client does not offer. Must be called before a page is loaded. */
export async function blockAsGalaxyDoes(context: BrowserContext, behavior: Behavior): Promise<void> {
  if (behavior.blocksContextMenu) await context.addInitScript(blockContextMenu);
  if (behavior.blocksOutsideLinks) await context.addInitScript(blockOutsideLinks);
}
