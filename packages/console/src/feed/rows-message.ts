/** So much of rows makes one message: little enough not to hold anything else up. In characters. */
const FULL = 128 * 1024;

/** Collects rows as JSON, so that each is written only once and a message can be told to be full. */
export class RowsMessage {
  readonly #rows: string[] = [];
  #characters = 0;

  add(row: unknown): void {
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#characters += json.length;
  }

  get isFull(): boolean {
    return this.#characters >= FULL;
  }

  /** The message, with what it says besides its rows. */
  toJson(rest: object): string {
    return `{${JSON.stringify(rest).slice(1, -1)},"rows":[${this.#rows.join(",")}]}`;
  }
}
