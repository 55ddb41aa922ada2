/** JSON that may be truncated. */
export interface BoundedJson {
  readonly json: string;
  readonly isTruncated: boolean;
}

/** Returns at most `limit` characters of JSON. Anything beyond them is not read. */
export function boundedJson(value: unknown, limit: number, indent = 0): BoundedJson {
  const writer = new Writer(limit, indent);
  writer.write(value, "");
  return writer.result;
}

class Writer {
  #json = "";

  constructor(
    private readonly limit: number,
    private readonly indent: number,
  ) {}

  get result(): BoundedJson {
    const isTruncated = this.#json.length > this.limit;
    return { json: isTruncated ? this.#json.slice(0, this.limit) : this.#json, isTruncated };
  }

  write(value: unknown, margin: string): void {
    if (typeof value === "string") this.#json += JSON.stringify(value.slice(0, this.limit + 1));
    else if (Array.isArray(value)) this.#writeAll("[", "]", value, margin, (item, inner) => this.write(item, inner));
    else if (typeof value === "object" && value !== null) {
      this.#writeAll("{", "}", Object.keys(value), margin, (name, inner) => {
        this.#json += `${JSON.stringify(name)}:${this.indent > 0 ? " " : ""}`;
        this.write((value as Record<string, unknown>)[name], inner);
      });
    } else this.#json += JSON.stringify(value ?? null);
  }

  #writeAll<T>(
    open: string,
    close: string,
    items: readonly T[],
    margin: string,
    write: (item: T, margin: string) => void,
  ): void {
    const inner = margin + " ".repeat(this.indent);
    const newLine = this.indent > 0 && items.length > 0 ? "\n" : "";
    this.#json += open;
    for (const [index, item] of items.entries()) {
      if (this.#json.length > this.limit) return;
      this.#json += `${index > 0 ? "," : ""}${newLine}${newLine && inner}`;
      write(item, inner);
    }
    this.#json += `${newLine}${newLine && margin}${close}`;
  }
}
