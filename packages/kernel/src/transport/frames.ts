import type { CompactJson, JsonTemplate } from "@galaxy-kit/protocol";
import { type TemplateProgram, templateProgram } from "./template-program.js";
import type { WireText } from "./transport.js";
import { expanderModule } from "./worker/expander-module.js";
import type { ExpanderSettings } from "./worker/messages.js";

export const expanderSettings: ExpanderSettings = {
  module: expanderModule,
  maxPrograms: 60 * 1024,
  maxValues: 64 * 1024,
  maxJson: 320 * 1024,
};

/** Whole words are read and written, so up to seven bytes too many. */
const EXCESS = 7;

/**
 * Before each text: the number of its template or 0, how many times in a row, how many numbers, the length of the other values, and the
 * length that the JSON cannot exceed.
 */
const HEADER_LENGTH = 20;
const BYTES_PER_NUMBER = 8;
/** The digits of a whole number, and a sign. */
const MAX_DIGITS = 17;
/** A character that does not fit is left out, so a text that ends before that has been written as a whole. */
const SPARE = 4;

interface NumberedProgram extends TemplateProgram {
  /** 0 if the expander has no room for it. */
  readonly number: number;
}

/** Writes texts to memory, from which an `Expander` reads them. */
export class FrameWriter {
  readonly #programs = new Map<JsonTemplate, NumberedProgram>();
  #programsLength = 0;
  /** Where numbers become bytes, since they may be at any position of the memory. */
  readonly #numbers = new Float64Array(expanderSettings.maxValues / BYTES_PER_NUMBER);
  readonly #numberBytes = new Uint8Array(this.#numbers.buffer);

  /** @param define - called before a text with a template is written for the first time */
  constructor(private readonly define: (number: number, program: Uint8Array) => void) {}

  /** Returns how much was written; undefined if the memory is too small. */
  write(texts: readonly WireText[], memory: Buffer): number | undefined {
    let position: number | undefined = 0;
    for (const text of texts) {
      if (position + HEADER_LENGTH + SPARE > memory.length) return undefined;
      position =
        typeof text === "string" ? writeText(text, memory, position) : this.#writeValues(text, memory, position);
      if (position === undefined) return undefined;
    }
    return position + SPARE > memory.length ? undefined : position;
  }

  #writeValues(text: CompactJson, memory: Buffer, position: number): number | undefined {
    const { numbers, others, times, count } = text;
    const { number, fixedLength, lengthPerValue } = this.#programFor(text.template);
    const start = position + HEADER_LENGTH;
    const othersStart = start + BYTES_PER_NUMBER * numbers.length;
    if (othersStart + SPARE > memory.length) return undefined;
    const othersLength = memory.write(others, othersStart);
    const maxLength = othersLength + MAX_DIGITS * numbers.length + times * fixedLength + count * lengthPerValue;
    // What is too large to be expanded there is so rare that it may take its time here.
    if (number === 0 || !hasRoomFor(othersStart - start + othersLength, maxLength))
      return writeText(String(text), memory, position);
    this.#numbers.set(numbers);
    memory.set(this.#numberBytes.subarray(0, othersStart - start), start);
    writeHeader([number, times, numbers.length, othersLength, maxLength], memory, position);
    return othersStart + othersLength;
  }

  #programFor(template: JsonTemplate): NumberedProgram {
    const known = this.#programs.get(template);
    if (known) return known;
    const program = templateProgram(template);
    this.#programsLength += program.program.length;
    const hasRoom = this.#programsLength <= expanderSettings.maxPrograms;
    const numbered = { ...program, number: hasRoom ? this.#programs.size + 1 : 0 };
    this.#programs.set(template, numbered);
    if (hasRoom) this.define(numbered.number, program.program);
    return numbered;
  }
}

function hasRoomFor(valuesLength: number, jsonLength: number): boolean {
  return valuesLength + EXCESS <= expanderSettings.maxValues && jsonLength + EXCESS <= expanderSettings.maxJson;
}

/** Returns the position after the text. */
function writeText(text: string, memory: Buffer, position: number): number {
  const length = memory.write(text, position + HEADER_LENGTH);
  writeHeader([0, 1, 0, length, length], memory, position);
  return position + HEADER_LENGTH + length;
}

function writeHeader(fields: readonly number[], memory: Buffer, position: number): void {
  for (const [index, field] of fields.entries()) memory.writeUInt32LE(field, position + 4 * index);
}

/** Returns how much memory texts need, unless the expander has no room for one. */
export function frameLength(texts: readonly WireText[]): number {
  let length = SPARE;
  for (const text of texts) {
    length += HEADER_LENGTH;
    if (typeof text === "string") length += Buffer.byteLength(text);
    else length += BYTES_PER_NUMBER * text.numbers.length + Buffer.byteLength(text.others);
  }
  return length;
}
