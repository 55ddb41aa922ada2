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

/** Before each text: the number of its template, or 0; its length; and the length that it cannot exceed when it is expanded. */
const HEADER_LENGTH = 12;
/** How many bytes a UTF-16 code unit takes at most. */
const MAX_BYTES = 3;
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

  /** @param define - called before a text with a template is written for the first time */
  constructor(private readonly define: (number: number, program: Uint8Array) => void) {}

  /** Returns how much was written; undefined if the memory is too small. */
  write(texts: readonly WireText[], memory: Buffer): number | undefined {
    let position = 0;
    for (const text of texts) {
      if (position + HEADER_LENGTH + SPARE > memory.length) return undefined;
      position =
        typeof text === "string" ? writeText(text, memory, position) : this.#writeValues(text, memory, position);
    }
    return position + SPARE > memory.length ? undefined : position;
  }

  #writeValues(text: CompactJson, memory: Buffer, position: number): number {
    const { number, fixedLength, lengthPerValue } = this.#programFor(text.template);
    const length = memory.write(text.values, position + HEADER_LENGTH);
    const maxLength = length + text.times * fixedLength + text.count * lengthPerValue;
    // What is too large to be expanded there is so rare that it may take its time here.
    if (number === 0 || !hasRoomFor(length, maxLength)) return writeText(String(text), memory, position);
    return writeHeader(number, length, maxLength, memory, position);
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

function writeText(text: string, memory: Buffer, position: number): number {
  const length = memory.write(text, position + HEADER_LENGTH);
  return writeHeader(0, length, length, memory, position);
}

/** Returns the position after the text. */
function writeHeader(number: number, length: number, maxLength: number, memory: Buffer, position: number): number {
  memory.writeUInt32LE(number, position);
  memory.writeUInt32LE(length, position + 4);
  memory.writeUInt32LE(maxLength, position + 8);
  return position + HEADER_LENGTH + length;
}

/** Returns how much memory is certainly enough for texts. */
export function frameLength(texts: readonly WireText[]): number {
  return texts.reduce((sum, text) => sum + HEADER_LENGTH + MAX_BYTES * String(text).length, HEADER_LENGTH + SPARE);
}
