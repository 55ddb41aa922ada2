import { assembler, type Layout, Values } from "./layout.js";

/** Enough to make a call of `JSON.stringify` worthwhile; few enough for the text to die young. */
const MIN_VALUES = 400;
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
    const { prefix, layout, suffix } = this.template;
    const assemble = assembler(new Values([...this.numbers], JSON.parse(this.others) as unknown[]));
    let text = "";
    for (let time = 0; time < this.times; time++) text += prefix + JSON.stringify(assemble(layout)) + suffix;
    return text;
  }
}

/** Values that are collected for a {@link CompactJson}. */
export class CompactBatch {
  readonly values = new Values();
  times = 0;

  constructor(readonly template: JsonTemplate) {}

  /** Whether there is enough for one text. */
  get isFull(): boolean {
    return this.values.count >= MIN_VALUES;
  }

  toJson(): CompactJson {
    return new CompactJson(this.template, this.values, this.times);
  }
}
