/** Remembers what was logged about each file, since libraries are looked at every few seconds. */
export class SaidOnce {
  readonly #said = new Map<string, string>();

  /** Calls `log` unless the last thing said about a subject was the same. */
  say(subject: string, text: string, log: () => void): void {
    if (this.#said.get(subject) === text) return;
    this.#said.set(subject, text);
    log();
  }

  /** It is all right again: calls `log` if something was said. */
  takeBack(subject: string, log: () => void = () => undefined): void {
    if (this.#said.delete(subject)) log();
  }
}
