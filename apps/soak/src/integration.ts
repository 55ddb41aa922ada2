import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { Sample } from "./sample.js";

const PROBE = new URL("./probe.js", import.meta.url).href;
const MAIN = fileURLToPath(new URL("./main.js", import.meta.resolve("@galaxy-kit/folder-library")));

/** The folder library in its own process, with a probe. */
export class Integration {
  /** The warnings and errors it logged. */
  readonly warnings: string[] = [];
  /** Rejects if the process ends prematurely. */
  readonly crashed: Promise<never>;

  private constructor(
    private readonly child: ChildProcess,
    readonly socket: Socket,
  ) {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.warnings.push(...text.split("\n").filter((line) => /"level":"(warn|error)"/.test(line)));
    });
    this.crashed = once(child, "exit").then(([code, signal]) => {
      throw new Error(`The integration ended with ${String(code ?? signal)}.\n${this.warnings.slice(-5).join("\n")}`);
    });
    this.crashed.catch(() => undefined);
  }

  static async start(library: string): Promise<Integration> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const child = spawn(
      process.execPath,
      ["--expose-gc", "--import", PROBE, MAIN, "the-token-of-the-soak", String(port)],
      {
        env: {
          ...process.env,
          GALAXY_KIT_LIBRARY: library,
          GALAXY_KIT_DATA_DIR: `${library}/.data`,
          GALAXY_KIT_LOG_LEVEL: "warn",
        },
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      },
    );
    const failed = once(child, "exit").then(([code]) =>
      Promise.reject(new Error(`The integration did not start: it ended with ${String(code)}`)),
    );
    failed.catch(() => undefined);
    const [socket] = (await Promise.race([once(server, "connection"), failed])) as [Socket];
    server.close();
    return new Integration(child, socket.setNoDelay(true));
  }

  async sample(): Promise<Sample> {
    const response = once(this.child, "message");
    this.child.send("sample");
    const [sample] = (await response) as [Sample];
    return sample;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    this.socket.destroy();
    await exited;
  }
}
