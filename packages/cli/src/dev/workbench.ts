import { stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { FolderRefusedError, type IntegrationFolder, openFolder, PythonNotFoundError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { type Build, build } from "../project/build.js";
import { compilerOf } from "../project/build.js";
import { isCode } from "../project/watch-files.js";
import type { ProjectState } from "./project-state.js";

/** A save, or a change of branch, touches several files in a row. In milliseconds. */
const QUIET = 100;

/** Where the integration runs. */
export interface Runner {
  /** Makes it known, before it is started for the first time. */
  show(integration: IntegrationFolder): Promise<void>;
  /** Starts it, in the place of the one that runs. */
  start(integration: IntegrationFolder, reason: string): Promise<void>;
}

/** Builds an integration and starts it, and does both again after a change: one at a time, and the latest files count. */
export class Workbench {
  /** Fails with what makes going on impossible. */
  readonly failed: Promise<never>;
  readonly #fail: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #emitted = new Set<string>();
  /** Changed since the last build began. */
  readonly #unbuilt = new Set<string>();
  /** Changed since the integration was started. */
  readonly #unstarted = new Set<string>();
  /** Why the integration is to be started whether or not something has changed. */
  #asked: string | undefined;
  #isShown = false;
  /** When the last build has ended, in milliseconds since 1970. */
  #builtAt = 0;
  #quiet: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly state: ProjectState,
    private readonly runner: Runner,
  ) {
    const { promise, reject } = withReject();
    this.failed = promise;
    this.#fail = reject;
  }

  /** A file has changed. */
  change(path: string): void {
    if (this.#emitted.has(path)) return;
    this.#unbuilt.add(path);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => void this.#begin(), QUIET);
  }

  /** Starts the integration whether or not something has changed; answers when that is done or has failed. */
  async restart(reason = "the user wants it"): Promise<void> {
    this.#asked = reason;
    await this.#begin();
  }

  /** Answers when nothing goes on any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#quiet);
    await this.#working;
  }

  #begin(): Promise<void> {
    this.#working ??= this.#work()
      .catch(this.#fail)
      .finally(() => {
        this.#working = undefined;
      });
    return this.#working;
  }

  async #work(): Promise<void> {
    while ((this.#asked !== undefined || this.#unbuilt.size > 0) && !this.#closing.signal.aborted) {
      await this.#round().catch((error: unknown) => {
        if (!this.#isShown || !isFixable(error)) throw error;
        this.state.set({ state: "failed", output: error.message, changed: this.#changed() });
      });
    }
  }

  async #round(): Promise<void> {
    const asked = this.#asked;
    this.#asked = undefined;
    for (const path of this.#unbuilt) this.#unstarted.add(path);
    this.#unbuilt.clear();
    const changed = this.#changed();

    const built = await this.#build(changed);
    if (this.#closing.signal.aborted) return;
    if (built?.ok === false) {
      await this.#showWhatIsThere();
      return;
    }
    if (this.#unbuilt.size > 0) {
      this.#asked ??= asked;
      return;
    }
    if (asked !== undefined || changed.some(isCode) || (built?.emitted.length ?? 0) > 0) {
      const integration = await openFolder(this.folder);
      await this.#show(integration);
      await this.runner.start(integration, asked ?? reasonOf(changed));
    }
    this.#unstarted.clear();
  }

  /** What an earlier build has left says what the integration is, if there is any. */
  async #showWhatIsThere(): Promise<void> {
    const integration = await openFolder(this.folder).catch(() => undefined);
    if (integration) await this.#show(integration);
  }

  async #show(integration: IntegrationFolder): Promise<void> {
    if (this.#isShown) return;
    await this.runner.show(integration);
    this.#isShown = true;
  }

  #changed(): string[] {
    return [...this.#unstarted].map((path) => relative(this.folder, path));
  }

  /** The compiler compares dates: a file that was saved while it was at work is older than what it has written then. */
  async #looksBuilt(): Promise<boolean> {
    const written = await Promise.all([...this.#unstarted].map((path) => isWrittenBefore(path, this.#builtAt)));
    return written.includes(true);
  }

  /** Answers `undefined` when there is nothing to build. */
  async #build(changed: readonly string[]): Promise<Build | undefined> {
    const compiler = compilerOf(this.folder);
    if (compiler === undefined) {
      this.state.set({ state: "unbuilt", changed });
      return undefined;
    }
    this.state.set({ state: "building", changed });
    const built = await build(compiler, this.folder, { force: await this.#looksBuilt(), signal: this.#closing.signal });
    this.#builtAt = Date.now();
    for (const path of built.emitted.map((file) => resolve(file))) {
      this.#emitted.add(path);
      this.#unbuilt.delete(path);
    }
    const { ok, duration, output } = built;
    if (!this.#closing.signal.aborted) {
      this.state.set({ state: ok ? "built" : "failed", duration, changed, ...(output !== "" && { output }) });
    }
    return built;
  }
}

/** Whether a file that has changed was last written at this time or before. One that is gone may have been. */
async function isWrittenBefore(path: string, time: number): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file === undefined || file.mtimeMs <= time;
}

/** By the author, while the integration that was started before runs on. */
function isFixable(error: unknown): error is Error {
  return [FolderRefusedError, PythonNotFoundError, CommandError].some((kind) => error instanceof kind);
}

function reasonOf([first = "", ...others]: readonly string[]): string {
  return others.length === 0 ? `${first} has changed` : `${others.length + 1} files have changed`;
}

function withReject() {
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<never>((_resolve, rejectPromise) => {
    reject = rejectPromise;
  });
  // Whoever waits for it hears of it; until then it must not count as unhandled.
  promise.catch(() => undefined);
  return { promise, reject };
}
