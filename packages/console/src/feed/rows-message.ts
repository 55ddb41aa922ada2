/** Small enough that serializing a message does not block the event loop for long. In characters. */
const MAX_MESSAGE_LENGTH = 128 * 1024;

/** A message with rows. It serializes each row once, as it is added, so that its length is known. */
export class RowsMessage {
  readonly #rows: string[] = [];
  #length = 0;

  add(row: unknown): void {
    const json = JSON.stringify(row);
    this.#rows.push(json);
    this.#length += json.length;
  }

  get isFull(): boolean {
    return this.#length >= MAX_MESSAGE_LENGTH;
  }

  /** @param rest - the properties of the message besides `rows` */
  toJson(rest: object): string {
    return `{${JSON.stringify(rest).slice(1, -1)},"rows":[${this.#rows.join(",")}]}`;
  }
}
