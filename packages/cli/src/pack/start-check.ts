import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { faultsIn, quickTimings, type SimulatedClient, startSimulatedClient } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import type { Description } from "../project/describe-integration.js";
import { NODE_SCRIPT, type PackedFile } from "../project/packed-file.js";
import { aborted } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { renderLog } from "../terminal/render-log.js";

const MAX_START_MS = 40_000;
const MAX_SHOWN_LINES = 40;

/** Nothing of the developer's environment may help the integration start. */
const cleanEnvironment = { NODE_PATH: "", NODE_OPTIONS: "" };

/**
 * Starts the packed integration once, in an empty folder away from the project, and talks to it as GALAXY does.
 *
 * @param program - the path of Node in the packed files if this machine can run it; otherwise the Node of this process
 */
export async function checkStart(
  files: readonly PackedFile[],
  program: string | undefined,
  expected: Description,
  signal: AbortSignal,
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), "galaxy-kit-pack-"));
  const folder = join(root, "integration");
  try {
    for (const file of files) await write(file, join(folder, file.path));
    const client = await startSimulatedClient({
      integration: {
        command: program === undefined ? process.execPath : join(folder, program),
        args: [join(folder, NODE_SCRIPT)],
        cwd: tmpdir(),
        // What the integration keeps is not for the developer's own folders, which the installed one uses.
        env: { ...cleanEnvironment, GALAXY_KIT_DATA_DIR: join(root, "data") },
        platform: expected.platform,
      },
      handshakeOnly: true,
      timings: quickTimings,
    });
    try {
      // A signal for this start only: an emulator has twenty variants, and each start would leave a listener behind.
      const interrupted = aborted(AbortSignal.any([signal]));
      await Promise.race([client.waitFor(({ status }) => status.state !== "starting", MAX_START_MS), interrupted]);
      signal.throwIfAborted();
      check(client, expected);
    } finally {
      await client.close();
    }
  } finally {
    // Windows releases the files of a process shortly after it ends.
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

function check(client: SimulatedClient, expected: Description): void {
  const { status, library } = client;
  if (status.state !== "connecting")
    throw new CommandError(`The packed integration cannot start:\n${traceOf(client)}\n${remedy}`);
  const [announced, wanted] = [library.features, expected.features].map((features) => features.toSorted().join(", "));
  if (announced !== wanted) {
    throw new CommandError(
      `The packed integration announces different features than the project.\n  packed:  ${announced ?? ""}\n  project: ${wanted ?? ""}\n${remedy}`,
    );
  }
}

const remedy =
  "The project itself starts. In the package, all modules are one file, and only galaxyKit.assets are next to it.";

function traceOf({ status, problems, log }: SimulatedClient): string {
  const paint = painter(process.stderr);
  const lines = log.map((entry) => renderLog(entry, { verbose: false }, paint)).filter((line) => line !== undefined);
  const shown = lines.length > 0 ? lines.slice(-MAX_SHOWN_LINES) : faultsIn(problems).map((fault) => fault.describe());
  return [`  ${status.state}: ${status.reason}`, ...shown].join("\n  ");
}

async function write(file: PackedFile, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await file.read());
  if (file.isExecutable) await chmod(path, 0o755);
}
