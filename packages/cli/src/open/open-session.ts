import { PortInUseError, readSession, showSession, UnreadableSessionError } from "@galaxy-kit/console";
import { CommandError } from "../command-line/command-error.js";
import { openInBrowser, pageFolder, parsePort } from "../dev/page.js";
import { aborted, interruption } from "../terminal/interruption.js";
import { readKeys } from "../terminal/keys.js";
import { onOneLine } from "../terminal/text.js";

interface OpenOptions {
  readonly open: boolean;
  readonly port?: string | undefined;
}

/**
 * Shows a recorded session until the user quits.
 *
 * @returns the exit code
 */
export async function openSession(file: string, options: OpenOptions): Promise<number> {
  const port = parsePort(options.port);
  try {
    const session = await readSession(file);
    const page = await showSession(session, {
      page: pageFolder(),
      ...(port !== undefined && { port }),
    });
    const lines = [
      `${onOneLine(session.name)}, recorded ${new Date(session.savedAt).toLocaleString()}`,
      ...(session.masked ? [] : ["The end of the file is missing: not everything that was saved is shown."]),
      page.url,
      "q quit",
    ];
    process.stdout.write(`\n${lines.map((line) => `  ${line}\n`).join("")}\n`);
    if (options.open) await openInBrowser(page.issueTicket());
    await userQuits();
    await page.close();
    return 0;
  } catch (error) {
    throw explain(file, error);
  }
}

async function userQuits(): Promise<void> {
  let stop = (): void => undefined;
  const quit = new Promise<void>((resolve) => {
    stop = readKeys((key) => {
      if (key === "q") resolve();
    });
  });
  await Promise.race([quit, aborted(interruption())]);
  stop();
}

function explain(file: string, error: unknown): unknown {
  if (error instanceof UnreadableSessionError) return new CommandError(error.message);
  if (error instanceof PortInUseError) return new CommandError(`Cannot serve the page: ${error.message}`);
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new CommandError(`${file} does not exist.`);
  if (code === "EISDIR")
    return new CommandError(`${file} is a folder. Open a file saved with "Save session" on the page.`);
  return syscall === "open" || syscall === "read" ? new CommandError(`Cannot read ${file}: ${message}`) : error;
}
