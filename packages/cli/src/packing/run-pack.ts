import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/step-progress.js";
import { chooseFlavours } from "./choose-flavours.js";
import { pack } from "./pack.js";
import { packedToJson, renderPacked } from "./render-packed.js";

/** What the command line can say. */
export interface PackCommandOptions {
  readonly target: readonly string[] | undefined;
  readonly "no-runtime": boolean;
  readonly out: string | undefined;
  readonly "source-map": boolean;
  readonly "dry-run": boolean;
  readonly json: boolean;
}

/** `galaxy-kit pack`: answers the exit code. */
export async function runPack(folder: string, options: PackCommandOptions): Promise<number> {
  const signal = interruption();
  try {
    const packed = await explainFileErrors(() =>
      pack(folder, {
        flavours: chooseFlavours(options.target, options["no-runtime"]),
        out: options.out,
        sourceMap: options["source-map"],
        dryRun: options["dry-run"],
        signal,
        progress: new StepProgress(process.stderr),
      }),
    );
    process.stdout.write(
      options.json
        ? `${JSON.stringify(packedToJson(packed), null, 2)}\n`
        : renderPacked(packed, painter(process.stdout)),
    );
    return 0;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  }
}
