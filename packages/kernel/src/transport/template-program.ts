import type { JsonTemplate, Layout } from "@galaxy-kit/protocol";

/** The instructions of assembly/expander.ts, in the same order. */
enum Instruction {
  Repeat,
  Text,
  Number,
  Other,
  IfNullNumber,
  IfNullOther,
  Jump,
  SkipNumber,
  Items,
  NextItem,
  EndMembers,
}

/** A template in the form in which the thread that sends texts needs it. */
export interface TemplateProgram {
  readonly program: Uint8Array;
  /** The bytes of the template each time. */
  readonly fixedLength: number;
  /** The most bytes that a value brings with it. */
  readonly lengthPerValue: number;
}

/** Returns instructions for writing the JSON of a template around its values. */
export function templateProgram({ prefix, layout, suffix }: JsonTemplate): TemplateProgram {
  const writer = new ProgramWriter();
  writer.text(prefix);
  writer.layout(layout);
  writer.text(suffix);
  const fixedLength = Buffer.byteLength(prefix + suffix);
  return { program: writer.end(), fixedLength, lengthPerValue: writer.textLength - fixedLength };
}

/** A jump, whose target is known later. */
interface Jump {
  readonly landHere: () => void;
}

class ProgramWriter {
  /** The length of all text. Between two values, none of it is written twice. */
  textLength = 0;
  readonly #parts: Buffer[] = [];
  #position = 0;
  /** Not in the program yet, so that what belongs together is one instruction. */
  #text = "";

  text(text: string): void {
    this.#text += text;
    this.textLength += Buffer.byteLength(text);
  }

  layout(layout: Layout): void {
    switch (layout.kind) {
      case "number":
        this.#add(Instruction.Number);
        break;
      case "other":
        this.#add(Instruction.Other);
        break;
      case "nullable": {
        const ifNull = this.#ifNull(layout);
        this.#present(layout);
        const end = this.#jump(Instruction.Jump);
        ifNull.landHere();
        this.text("null");
        end.landHere();
        break;
      }
      case "object":
        this.#object(layout);
        break;
      case "list":
        this.text("[");
        this.#items(layout.item);
        this.text("]");
        break;
    }
  }

  end(): Uint8Array {
    this.#add(Instruction.Repeat);
    return Buffer.concat(this.#parts);
  }

  /** Each member is followed by a comma, of which the last one is taken back. */
  #object({ members }: Layout & { readonly kind: "object" }): void {
    this.text("{");
    for (const { name, layout, optional } of members) {
      const ifNull = optional ? this.#ifNull(layout) : undefined;
      this.text(`${JSON.stringify(name)}:`);
      if (optional) this.#present(layout);
      else this.layout(layout);
      this.text(",");
      ifNull?.landHere();
    }
    this.#add(Instruction.EndMembers);
    this.text("}");
  }

  #ifNull({ kind }: Layout): Jump {
    return this.#jump(kind === "other" ? Instruction.IfNullOther : Instruction.IfNullNumber);
  }

  /** The layout of what is not null. */
  #present(layout: Layout): void {
    if (layout.kind === "nullable") {
      this.#add(Instruction.SkipNumber);
      this.layout(layout.inner);
    } else this.layout(layout);
  }

  /** Each item is followed by a comma, of which the last one is taken back. */
  #items(item: Layout): void {
    const ifNone = this.#jump(Instruction.Items);
    const first = this.#position;
    this.layout(item);
    this.text(",");
    this.#add(Instruction.NextItem, first);
    ifNone.landHere();
  }

  #jump(instruction: Instruction): Jump {
    const part = this.#add(instruction);
    return {
      landHere: () => {
        this.#addText();
        part.writeUInt32LE(this.#position, 4);
      },
    };
  }

  #add(instruction: Instruction, operand = 0): Buffer {
    this.#addText();
    return this.#append(instruction, operand);
  }

  #addText(): void {
    const text = Buffer.from(this.#text);
    this.#text = "";
    if (text.length > 0) this.#append(Instruction.Text, text.length, text);
  }

  /** What follows the operand is as long as a number of words of eight bytes. */
  #append(instruction: Instruction, operand: number, text = Buffer.alloc(0)): Buffer {
    const part = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8);
    part.writeUInt32LE(instruction, 0);
    part.writeUInt32LE(operand, 4);
    text.copy(part, 8);
    this.#parts.push(part);
    this.#position += part.length;
    return part;
  }
}
