import { clientCommand } from "../client/options.js";
import type { OptionsOf } from "../command-line/command.js";

export const devCommand = clientCommand("dev")
  .option("--once", "like galaxy-kit show --once, with the login and the cache of galaxy-kit dev")
  .option("--all", "with --once: list every game, not only the first 100")
  .option("--json", "with --once: print JSON to stdout, and everything else to stderr")
  .option("--no-open", "do not open the page in a browser")
  .option(
    "--inspect [PORT]",
    "open the inspector of the integration for a debugger (default: 9229, or the next free port)",
  )
  .option("--inspect-brk [PORT]", "the same, and wait for a debugger at the first line")
  .option(
    "--editor <NAME>",
    "the editor that links open: vscode, cursor, zed, idea, …, or an address (default: $GALAXY_KIT_EDITOR, or vscode)",
  )
  .option("--port <N>", "serve the page on this port (default: a free port)");

export type DevOptions = OptionsOf<typeof devCommand>;
