import { Clock, Logger, OnHandshake, Service } from "@galaxy-kit/sdk";
import { Background, type Contribution, Contributions, toMilliseconds } from "@galaxy-kit/sdk/extend";
import { FILE_CHANGES, type FileChangeRecord, type OnFileChangeHandler } from "./options.js";
import { PathWatcher } from "./path-watcher.js";
import { signatureOf } from "./signature.js";

/** Calls the methods with `@OnFileChange()`. */
@Service()
export class FileChanges {
  readonly #log: Logger;

  constructor(
    private readonly contributions: Contributions,
    private readonly clock: Clock,
    private readonly background: Background,
    log: Logger,
  ) {
    this.#log = log.named("FileChanges");
  }

  @OnHandshake()
  start(): void {
    for (const method of this.contributions.to(FILE_CHANGES)) {
      this.background.run(method.name, (signal) => this.#watch(method, signal));
    }
  }

  async #watch(method: Contribution<OnFileChangeHandler>, signal: AbortSignal): Promise<void> {
    const { settle = "500ms", refresh = "5s" } = method.options as FileChangeRecord;
    const paths = this.#pathsOf(method);
    const watch = {
      paths,
      look: async () => signatureOf(await paths()),
      settle: toMilliseconds(settle),
      refresh: () => toMilliseconds(refresh),
      changed: () => method.source?.refresh() ?? method.attempt(),
      hintsUnavailable: (error: Error) => {
        const message = `The system reports no changes for ${method.name}, so it looks every ${refresh}`;
        this.#log.info(message, { reason: error.message });
      },
    };
    await new PathWatcher(watch, this.clock, signal).run();
  }

  /** Returns what asks for the paths. While the author's function throws, they stay as they were. */
  #pathsOf(method: Contribution<OnFileChangeHandler>): () => Promise<readonly string[]> {
    const { where } = method.options as FileChangeRecord;
    let known: readonly string[] = [];
    let isFailing = false;
    return async () => {
      try {
        const paths = typeof where === "function" ? await where(method.instance as never) : where;
        known = [paths].flat().filter(isPath);
        isFailing = false;
      } catch (error) {
        if (!isFailing) this.#log.error(`The function for the paths of ${method.name} threw`, { error });
        isFailing = true;
      }
      return known;
    };
  }
}

function isPath(path: string | readonly string[] | undefined): path is string {
  return typeof path === "string" && path !== "";
}
