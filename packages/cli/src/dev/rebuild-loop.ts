import { stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { FolderRefusedError, type IntegrationFolder, PythonNotFoundError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { type Build, build, typescriptOf } from "../project/build.js";
import { isCode } from "../project/watch-files.js";
import type { ProjectState } from "./project-state.js";

/** An editor that saves all files changes several in a row. Later changes, for example after a switch to another branch, start another round. */
const DEBOUNCE_MS = 30;

/** Runs the integration. */
export interface Runner {
  /** Finds out how to start the integration. */
  open(): Promise<IntegrationFolder>;
  /** Presents the integration before its first start. */
  show(integration: IntegrationFolder): Promise<void>;
  /** Starts the integration, replacing the running one. */
  start(integration: IntegrationFolder, reason: string): Promise<void>;
}

/** Builds and starts an integration, and repeats both after every change. Never runs two rounds at a time. */
export class RebuildLoop {
  /** Rejects with an error that ends the loop. */
  readonly failed: Promise<never>;
  readonly #fail: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #emitted = new Set<string>();
  /** Files that changed since the last build started. */
  readonly #unbuilt = new Set<string>();
  /** Files that changed since the integration was started. */
  readonly #unstarted = new Set<string>();
  /** The reason for a restart without a change. */
  #requested: string | undefined;
  #isShown = false;
  /** When the last build ended, in milliseconds since 1970. */
  #builtAt = 0;
  #debounce: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly state: ProjectState,
    private readonly runner: Runner,
  ) {
    const { promise, reject } = withReject();
    this.failed = promise;
    this.#fail = reject;
  }

  /** Reports a changed file. */
  change(path: string): void {
    if (this.#emitted.has(path)) return;
    this.#unbuilt.add(path);
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#begin(), DEBOUNCE_MS);
  }

  /** Restarts the integration even if nothing has changed. Resolves when it was started or could not be built. */
  async restart(reason = "restart requested"): Promise<void> {
    this.#requested = reason;
    await this.#begin();
  }

  /** Resolves when the current round has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#debounce);
    await this.#running;
  }

  #begin(): Promise<void> {
    this.#running ??= this.#run()
      .catch(this.#fail)
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }

  async #run(): Promise<void> {
    while ((this.#requested !== undefined || this.#unbuilt.size > 0) && !this.#closing.signal.aborted) {
      await this.#round().catch((error: unknown) => {
        if (!this.#isShown || !isFixable(error)) throw error;
        this.state.set({ state: "failed", output: error.message, changed: this.#changed() });
      });
    }
  }

  async #round(): Promise<void> {
    const requested = this.#requested;
    this.#requested = undefined;
    for (const path of this.#unbuilt) this.#unstarted.add(path);
    this.#unbuilt.clear();
    const changed = this.#changed();

    const built = await this.#build(changed);
    if (this.#closing.signal.aborted) return;
    if (built?.ok === false) {
      await this.#showEarlierBuild();
      return;
    }
    if (this.#unbuilt.size > 0) {
      this.#requested ??= requested;
      return;
    }
    if (requested !== undefined || changed.some(isCode) || (built?.emitted.length ?? 0) > 0) {
      const integration = await this.runner.open();
      await this.#show(integration);
      await this.runner.start(integration, requested ?? reasonOf(changed));
    }
    this.#unstarted.clear();
  }

  /** Presents the result of an earlier build, if there is one. */
  async #showEarlierBuild(): Promise<void> {
    const integration = await this.runner.open().catch(() => undefined);
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

  /** Whether the compiler would miss a change: it compares dates, and a file saved during a build is older than its output. */
  async #looksBuilt(): Promise<boolean> {
    const written = await Promise.all([...this.#unstarted].map((path) => isWrittenBefore(path, this.#builtAt)));
    return written.includes(true);
  }

  /** Returns undefined if there is nothing to build. */
  async #build(changed: readonly string[]): Promise<Build | undefined> {
    const typescript = typescriptOf(this.folder);
    if (typescript === undefined) {
      this.state.set({ state: "unbuilt", changed });
      return undefined;
    }
    this.state.set({ state: "building", changed });
    const built = await build(typescript, this.folder, {
      force: await this.#looksBuilt(),
      signal: this.#closing.signal,
    });
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

/** Whether a file was last written at the given time or before. True for a deleted file, whose date is unknown. */
async function isWrittenBefore(path: string, time: number): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file === undefined || file.mtimeMs <= time;
}

/** Whether the author can fix an error while the previous version of the integration keeps running. */
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
  // The caller awaits the promise later; until then, a rejection must not count as unhandled.
  promise.catch(() => undefined);
  return { promise, reject };
}
