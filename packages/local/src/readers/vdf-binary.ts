import { UnreadableFile } from "./unreadable-file.js";
import { emptyNode, type VdfNode } from "./vdf-text.js";

const NODE = 0x00;
const TEXT = 0x01;
const INT_32 = 0x02;
const FLOAT_32 = 0x03;
const POINTER = 0x04;
const COLOR = 0x06;
const UINT_64 = 0x07;
const END = 0x08;
const INT_64 = 0x0a;
const ALTERNATE_END = 0x0b;

/** Parses Valve's binary format (KeyValues 1). */
export function parseBinaryVdf(content: Buffer, file: string): VdfNode {
  let at = 0;

  const take = <Value>(size: number, read: (offset: number) => Value): Value => {
    if (at + size > content.length) throw new UnreadableFile(file, "the file ends too early");
    const value = read(at);
    at += size;
    return value;
  };
  const takeText = (): string => {
    const end = content.indexOf(0, at);
    if (end === -1) throw new UnreadableFile(file, "the file ends inside a string");
    return take(end + 1 - at, () => content.toString("utf8", at, end));
  };
  const takeValue = (type: number): VdfNode | string | number => {
    switch (type) {
      case NODE:
        return takeNode();
      case TEXT:
        return takeText();
      case INT_32:
      case POINTER:
      case COLOR:
        return take(4, (offset) => content.readInt32LE(offset));
      case FLOAT_32:
        return take(4, (offset) => content.readFloatLE(offset));
      case UINT_64:
        return take(8, (offset) => content.readBigUInt64LE(offset)).toString();
      case INT_64:
        return take(8, (offset) => content.readBigInt64LE(offset)).toString();
      default:
        throw new UnreadableFile(file, `byte ${at}: ${type} is not a type of Valve's binary format`);
    }
  };
  const takeNode = (): VdfNode => {
    const node = emptyNode();
    for (;;) {
      // The root has no end in some files.
      if (at === content.length) return node;
      const type = take(1, (offset) => content.readUInt8(offset));
      if (type === END || type === ALTERNATE_END) return node;
      const key = takeText();
      node[key] = takeValue(type);
    }
  };
  return takeNode();
}
