import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { runNodeInForeground } from "../process.mjs";

/** Long enough for GALAXY to show a minute of play time. */
const SECONDS_OF_A_GAME = 70;

/**
 * Shows the games of a RetroArch that was made for this: `galaxy-kit show apps/retroarch`, with the same options. A game that is launched is a
 * process, and ends by itself. `GALAXY_KIT_VARIANT=psx` shows another system.
 */
export async function run(args) {
  await install();
  await build();
  const { GALAXY_KIT_VARIANT: variant = "nes" } = process.env;
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-retroarch-"));
  try {
    await runNodeInForeground(["apps/retroarch/stand-in/create-library.mjs", folder]);
    const config = join(folder, "galaxy", `galaxy-kit-retroarch_${variant}`, "config");
    const program = join(folder, "RetroArch", "retroarch.cjs");
    mkdirSync(config, { recursive: true });
    writeFileSync(join(config, "settings.jsonc"), JSON.stringify({ folder: join(folder, "RetroArch"), program }));
    process.env.GALAXY_KIT_DATA_DIR = join(folder, "galaxy");
    process.env.RETROARCH_STAND_IN ??= `seconds=${SECONDS_OF_A_GAME}`;
    return await runNodeInForeground(["packages/cli/dist/main.js", "show", "apps/retroarch", "--fresh", ...args]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
