import { assembler, type Layout, Values } from "./layout.js";

/** Enough to make a call of `JSON.stringify` worthwhile; few enough for the text to die young. */
const MIN_VALUES = 400;
/** More than that, and the thread that sends it may have no room for it. */
const MAX_VALUES = 2000;
/** Texts that are as long leave little to be saved. */
const LONG_TEXT = 16 * 1024;
const BYTES_PER_NUMBER = 8;

/** JSON of which only the values differ from one time to the next. */
export class JsonTemplate {
  constructor(
    /** The text before the JSON of the layout, … */
    readonly prefix: string,
    readonly layout: Layout,
    /** … and after it. */
    readonly suffix: string,
  ) {}
}

/**
 * The JSON of a template, several times in a row, but without the text that the template has. It is half as long, and serialized in
 * half the time; the thread that sends it adds the rest.
 */
export class CompactJson {
  readonly numbers: readonly number[];
  /** The other values, as a JSON array. */
  readonly others: string;
  /** How many values there are. */
  readonly count: number;

  constructor(
    readonly template: JsonTemplate,
    { numbers, others, count }: Values,
    /** How many times in a row. */
    readonly times: number,
  ) {
    this.numbers = numbers;
    this.others = JSON.stringify(others);
    this.count = count;
  }

  /** Without the text of the template. */
  get length(): number {
    return this.others.length + BYTES_PER_NUMBER * this.numbers.length;
  }

  /** Returns the complete JSON. */
  toString(): string {
    return completeJson(this.template, new Values([...this.numbers], JSON.parse(this.others) as unknown[]), this.times);
  }
}

function completeJson({ prefix, layout, suffix }: JsonTemplate, values: Values, times: number): string {
  const assemble = assembler(values);
  let text = "";
  for (let time = 0; time < times; time++) text += prefix + JSON.stringify(assemble(layout)) + suffix;
  return text;
}

/** Values that are collected for a {@link CompactJson}. */
export class CompactBatch {
  readonly values = new Values();
  times = 0;
  /** How many of the values are complete: as many as the template needs each time. */
  #numbers = 0;
  #others = 0;
  #textLength = 0;

  constructor(readonly template: JsonTemplate) {}

  /** Whether there is enough for one text. */
  get isFull(): boolean {
    return this.values.count >= MIN_VALUES || this.#textLength >= LONG_TEXT;
  }

  /** Whether some of the values that the template needs once are still missing. */
  get isWithin(): boolean {
    return this.values.count > this.#numbers + this.#others;
  }

  /** All values that the template needs once have been appended. */
  complete(): void {
    const { numbers, others } = this.values;
    this.#numbers = numbers.length;
    let textLength = this.#textLength;
    for (let index = this.#others; index < others.length; index++) {
      const other = others[index];
      if (typeof other === "string") textLength += other.length;
    }
    this.#textLength = textLength;
    this.#others = others.length;
    this.times += 1;
  }

  /** Removes and returns the values that are not complete. */
  takeBack(): Values {
    return new Values(this.values.numbers.splice(this.#numbers), this.values.others.splice(this.#others));
  }

  toJson(): CompactJson | string {
    const { numbers, others } = this.values;
    const complete = new Values(numbers.slice(0, this.#numbers), others.slice(0, this.#others));
    return this.#textLength >= LONG_TEXT || complete.count > MAX_VALUES
      ? completeJson(this.template, complete, this.times)
      : new CompactJson(this.template, complete, this.times);
  }
}
