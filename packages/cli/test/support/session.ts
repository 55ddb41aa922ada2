/** Generous: other programs may be building and testing on the same machine. */
const TIMEOUT_MS = 90_000;

/** Settings of the developer that must not reach an integration. */
export const neutral: NodeJS.ProcessEnv = { GALAXY_KIT_LIBRARY: "", GALAXY_KIT_LOG_LEVEL: "", COLUMNS: "" };

/** The result of a command. */
export interface Outcome {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Text that grows. */
class Transcript {
  text = "";
  readonly #readers = new Set<() => void>();

  readonly append = (text: string): void => {
    this.text += text;
    for (const read of this.#readers) read();
  };

  /** Resolves to the first result of a function that looks at the text. */
  async until<T>(look: () => T | undefined | null): Promise<T> {
    return await new Promise((resolve) => {
      const read = (): void => {
        const found = look();
        if (found === undefined || found === null) return;
        this.#readers.delete(read);
        resolve(found);
      };
      this.#readers.add(read);
      read();
    });
  }
}

/** A command that is running: what it prints, and what its user does. */
export abstract class Session {
  protected readonly out = new Transcript();
  protected readonly err = new Transcript();
  /** The exit code, or the signal that ended it. */
  protected abstract readonly exited: Promise<unknown>;
  /** The length of the stdout that has been matched. */
  #matched = 0;

  get stdout(): string {
    return this.out.text;
  }

  get stderr(): string {
    return this.err.text;
  }

  async exitCode(): Promise<unknown> {
    return await this.#orTimeout(this.exited, "the program to end");
  }

  /** Waits until it has exited. Nobody types. */
  async outcome(): Promise<Outcome> {
    this.closeInput();
    const code = await this.exitCode();
    return { code, stdout: this.stdout, stderr: this.stderr };
  }

  /** Waits until stdout matches after the previous match, and returns the match. */
  async shows(pattern: RegExp): Promise<RegExpExecArray> {
    const shown = this.out.until(() => pattern.exec(this.stdout.slice(this.#matched)));
    const match = await this.#orTimeout(shown, String(pattern));
    this.#matched += match.index + match[0].length;
    return match;
  }

  /** Waits until stderr matches. */
  async warns(pattern: RegExp): Promise<void> {
    await this.#orTimeout(
      this.err.until(() => pattern.exec(this.stderr)),
      String(pattern),
    );
  }

  type(line: string): void {
    this.press(`${line}\n`);
  }

  abstract press(keys: string): void;
  abstract closeInput(): void;
  abstract signal(signal: NodeJS.Signals): void;
  /** Ends it, if it is still running. */
  abstract destroy(): Promise<void>;

  async #orTimeout<T>(promise: Promise<T>, condition: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      const fail = (): void =>
        reject(new Error(`Timed out waiting for ${condition}. Output so far:\n${this.stdout}${this.stderr}`));
      timer = setTimeout(fail, TIMEOUT_MS);
    });
    return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
  }
}
