import type { SecretIndex } from "../../logging/secret-index.js";
import type { Stack } from "./stack-reader.js";

/** Writes log lines from the worker: while the main thread is busy, nothing reaches its own log. */
export class WorkerLog {
  readonly #stderr = 2;

  constructor(private readonly secrets: SecretIndex) {}

  addSecret(secret: string): void {
    this.secrets.add(secret);
  }

  removeSecret(secret: string): void {
    this.secrets.remove(secret);
  }

  write(level: "warn" | "error", message: string, stack?: Stack): void {
    const mask = (text: string): string => this.secrets.mask(text);
    const about = { time: new Date().toISOString(), level, logger: "galaxy-kit", message: mask(message) };
    const line = JSON.stringify({ ...about, ...(stack && { stack: stack.map(mask) }) });
    try {
      process.getBuiltinModule("node:fs").writeSync(this.#stderr, `${line}\n`);
    } catch {
      // Nothing reads the log.
    }
  }
}
