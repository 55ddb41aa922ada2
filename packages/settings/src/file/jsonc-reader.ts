import { readString } from "./jsonc-string.js";

/** A value, and where it is in the text. */
export interface Placed {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
}

/** A member of the outermost object. */
export interface Member extends Placed {
  /** Where the items of a list are. */
  readonly items: readonly Placed[];
}

/** The outermost object of a file. */
export interface Document {
  readonly members: ReadonlyMap<string, Member>;
  /** Where its closing brace is. */
  readonly brace: number;
  /** Where its last member ends, if it has any and no comma follows. */
  readonly missingComma: number | undefined;
  /** How many paths had single backslashes. */
  readonly repaired: number;
}

/** A text that is not JSON with comments. */
export class JsoncSyntaxError extends Error {
  override readonly name = "JsoncSyntaxError";
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;

  constructor(text: string, at: number, message: string) {
    super(message);
    const before = text.slice(0, at).split(/\r\n|\r|\n/);
    this.line = before.length;
    this.column = (before.at(-1) ?? "").length + 1;
  }
}

/**
 * Reads JSON with comments and trailing commas.
 *
 * Not by a package: the one that keeps comments comes in two forms, one that Node.js cannot load and one that cannot be bundled, and
 * none reads paths with single backslashes.
 *
 * @throws {@link JsoncSyntaxError}
 */
export function readJsonc(text: string): Document {
  return new Reader(text).document();
}

/** Settings have two levels. Without a limit, a damaged file could exhaust the stack. */
const MAX_DEPTH = 100;

class Reader {
  #at = 0;
  #depth = 0;
  #repaired = 0;
  readonly #items = new WeakMap<object, readonly Placed[]>();

  constructor(private readonly text: string) {}

  document(): Document {
    const members = new Map<string, Member>();
    const { brace, missingComma } = this.#object((key, member) => members.set(key, member));
    this.#skipTrivia();
    if (this.#at < this.text.length) this.#fail("expected nothing after the closing brace");
    return { members, brace, missingComma, repaired: this.#repaired };
  }

  #placedValue(): Placed {
    this.#skipTrivia();
    const start = this.#at;
    const value = this.#value();
    return { value, start, end: this.#at };
  }

  #value(): unknown {
    this.#skipTrivia();
    switch (this.text[this.#at]) {
      case "{":
        return this.#plainObject();
      case "[":
        return this.#array();
      case '"':
        return this.#string();
      default:
        return this.#literal();
    }
  }

  #plainObject(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#object((key, { value }) => entries.push([key, value]));
    return Object.fromEntries(entries);
  }

  #object(add: (key: string, member: Member) => void): Pick<Document, "brace" | "missingComma"> {
    this.#take("{");
    const { end, missingComma } = this.#separated("}", () => {
      if (this.text[this.#at] !== '"') this.#fail('expected the name of a setting in quotation marks, or "}"');
      const key = this.#string();
      this.#take(":");
      const placed = this.#placedValue();
      add(key, { ...placed, items: this.#items.get(Object(placed.value) as object) ?? [] });
    });
    return { brace: end, missingComma };
  }

  #array(): unknown[] {
    const items: Placed[] = [];
    this.#take("[");
    this.#separated("]", () => items.push(this.#placedValue()));
    const list = items.map(({ value }) => value);
    this.#items.set(list, items);
    return list;
  }

  /** Reads what is separated by commas up to a bracket. */
  #separated(
    bracket: string,
    readOne: () => void,
  ): { readonly end: number; readonly missingComma: number | undefined } {
    if (++this.#depth > MAX_DEPTH) this.#fail(`expected at most ${MAX_DEPTH} brackets inside each other`);
    let missingComma: number | undefined;
    for (;;) {
      this.#skipTrivia();
      const end = this.#at;
      if (this.text[end] === bracket) {
        this.#at++;
        this.#depth--;
        return { end, missingComma };
      }
      if (missingComma !== undefined) this.#fail(`expected a comma or "${bracket}"`);
      readOne();
      missingComma = this.#at;
      this.#skipTrivia();
      if (this.text[this.#at] === ",") {
        this.#at++;
        missingComma = undefined;
      }
    }
  }

  #string(): string {
    const found = readString(this.text, this.#at);
    if (!found) return this.#fail("expected the text to end with a quotation mark on the same line");
    if (found.isRepaired) this.#repaired++;
    this.#at = found.end;
    return found.value;
  }

  #literal(): unknown {
    const [word = ""] = /^[\w.+-]*/.exec(this.text.slice(this.#at, this.#at + 64)) ?? [];
    try {
      const value: unknown = JSON.parse(word);
      this.#at += word.length;
      return value;
    } catch {
      return this.#fail("expected a value: text in quotation marks, a number, true, false or a list");
    }
  }

  #take(character: string): void {
    this.#skipTrivia();
    if (this.text[this.#at] !== character) this.#fail(`expected "${character}"`);
    this.#at++;
  }

  #skipTrivia(): void {
    // A byte order mark counts as white space.
    const trivia = /(?:\s+|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
    trivia.lastIndex = this.#at;
    trivia.exec(this.text);
    this.#at = trivia.lastIndex;
  }

  #fail(message: string): never {
    throw new JsoncSyntaxError(this.text, this.#at, message);
  }
}
