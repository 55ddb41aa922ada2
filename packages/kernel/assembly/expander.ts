/*
 * AssemblyScript, which becomes src/transport/worker/expander-module.ts: `npm run assembly`.
 *
 * Writes JSON from a program, which has the text of a template, and from values: whole numbers, and a JSON array of all others. JavaScript
 * would do it as fast once V8 has optimized it, but that takes as long as a whole import of a hundred thousand games.
 */

/** What a program consists of, each with an operand of four bytes. `src/transport/template-program.ts` writes programs. */
const enum Instruction {
  /** Starts again, or ends. */
  Repeat,
  /** Writes the text that follows the operand, its length, in steps of eight bytes. */
  Text,
  /** Writes a number, or null. */
  Number,
  /** Copies another value. */
  Other,
  /** Skips a number that stands for null, and jumps. */
  IfNullNumber,
  /** Skips another value that is null, and jumps. */
  IfNullOther,
  Jump,
  SkipNumber,
  /** Reads how many items there are, or jumps if there are none. */
  Items,
  /** Jumps if there are more items. Otherwise takes back the comma after the last one. */
  NextItem,
  /** Takes back a comma after the last member. */
  EndMembers,
}

const QUOTE: u8 = 0x22;
const COMMA: u8 = 0x2c;
const ZERO: u8 = 0x30;
const BACKSLASH: u8 = 0x5c;
const N: u8 = 0x6e;

/**
 * Writes the JSON of a template `times` times in a row, and returns the position after it. Up to seven bytes after it are overwritten, and as
 * many are read after the values.
 *
 * @param counts - memory for the numbers of items that are left, of lists within lists
 */
export function expand(program: usize, times: u32, numbers: usize, others: usize, json: usize, counts: usize): usize {
  let next = program;
  let remainingTimes = times;
  let number = numbers;
  // After the bracket.
  let from = others + 1;
  let to = json;
  while (true) {
    const instruction = load<u32>(next);
    const operand = load<u32>(next + 4);
    next += 8;
    switch (instruction) {
      case Instruction.Repeat:
        remainingTimes -= 1;
        if (remainingTimes == 0) return to;
        next = program;
        break;
      case Instruction.Text:
        copyText(next, to, operand);
        next += (operand + 7) & ~7;
        to += operand;
        break;
      case Instruction.Number:
        to += writeNumber(load<f64>(number), to);
        number += 8;
        break;
      case Instruction.Other: {
        const length = copyValue(from, to);
        // With the comma or the bracket after it.
        from += length + 1;
        to += length;
        break;
      }
      case Instruction.IfNullNumber:
        if (isNaN(load<f64>(number))) {
          number += 8;
          next = program + operand;
        }
        break;
      case Instruction.IfNullOther:
        if (load<u8>(from) == N) {
          from += 5;
          next = program + operand;
        }
        break;
      case Instruction.Jump:
        next = program + operand;
        break;
      case Instruction.SkipNumber:
        number += 8;
        break;
      case Instruction.Items: {
        const count = <u32>load<f64>(number);
        number += 8;
        if (count == 0) next = program + operand;
        else {
          store<u32>(counts, count);
          counts += 4;
        }
        break;
      }
      case Instruction.NextItem: {
        const remaining = load<u32>(counts - 4) - 1;
        store<u32>(counts - 4, remaining);
        if (remaining > 0) next = program + operand;
        else {
          counts -= 4;
          to -= 1;
        }
        break;
      }
      case Instruction.EndMembers:
        if (load<u8>(to - 1) == COMMA) to -= 1;
        break;
      default:
        unreachable();
    }
  }
  return to;
}

function copyText(from: usize, to: usize, length: usize): void {
  for (let position: usize = 0; position < length; position += 8) {
    store<u64>(to + position, load<u64>(from + position));
  }
}

const NULL: u32 = 0x6c6c756e;
const MINUS: u8 = 0x2d;

/** Writes a whole number, or null for NaN, and returns its length. */
function writeNumber(value: f64, to: usize): usize {
  if (isNaN(value)) {
    store<u32>(to, NULL);
    return 4;
  }
  if (value >= 0) return writeDigits(<u64>value, to);
  store<u8>(to, MINUS);
  return 1 + writeDigits(<u64>-value, to + 1);
}

/** Numbers of so many digits are faster to divide. */
const BILLION: u64 = 1_000_000_000;

function writeDigits(value: u64, to: usize): usize {
  if (value < BILLION) {
    const length = lengthOf(<u32>value);
    writeLastDigits(<u32>value, to, length);
    return length;
  }
  const length = writeDigits(value / BILLION, to);
  writeLastDigits(<u32>(value % BILLION), to + length, 9);
  return length + 9;
}

function lengthOf(value: u32): usize {
  let length: usize = 1;
  for (let limit: u32 = 10; limit <= value; limit *= 10) length += 1;
  return length;
}

function writeLastDigits(value: u32, to: usize, length: usize): void {
  let rest = value;
  for (let position = length; position > 0; position--) {
    store<u8>(to + position - 1, ZERO + <u8>(rest % 10));
    rest /= 10;
  }
}

/** Copies a value, and returns its length. */
function copyValue(from: usize, to: usize): usize {
  const first = load<u8>(from);
  if (first == QUOTE) return copyString(from, to);
  if (isOpening(first)) return copyNested(from, to);
  return copyUntil(COMMA, CLOSING_BRACKET, from, to);
}

function copyString(from: usize, to: usize): usize {
  store<u8>(to, QUOTE);
  let length: usize = 1;
  while (true) {
    length += copyUntil(QUOTE, BACKSLASH, from + length, to + length);
    if (load<u8>(from + length) == QUOTE) break;
    // What follows a backslash is not the end.
    store<u16>(to + length, load<u16>(from + length));
    length += 2;
  }
  store<u8>(to + length, QUOTE);
  return length + 1;
}

const CLOSING_BRACKET: u8 = 0x5d;
const EACH_BYTE: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

/**
 * Copies up to one of two characters, eight bytes at a time, and returns the length. A byte is zero after "exclusive or" with the character
 * that it is, and then its high bit is set in `(word - EACH_BYTE) & ~word`. Those of higher bytes may be, too; the lowest one counts.
 */
function copyUntil(character: u8, other: u8, from: usize, to: usize): usize {
  const mask = EACH_BYTE * character;
  const otherMask = EACH_BYTE * other;
  let length: usize = 0;
  while (true) {
    const word = load<u64>(from + length);
    store<u64>(to + length, word);
    const zero = word ^ mask;
    const otherZero = word ^ otherMask;
    const found = (((zero - EACH_BYTE) & ~zero) | ((otherZero - EACH_BYTE) & ~otherZero)) & HIGH_BITS;
    if (found != 0) return length + <usize>(ctz(found) >> 3);
    length += 8;
  }
  return length;
}

/** Copies an object or an array that an author has passed as a whole. */
function copyNested(from: usize, to: usize): usize {
  let length: usize = 0;
  let depth = 0;
  do {
    const character = load<u8>(from + length);
    if (character == QUOTE) {
      length += copyString(from + length, to + length);
      continue;
    }
    if (isOpening(character)) depth += 1;
    else if (isClosing(character)) depth -= 1;
    store<u8>(to + length, character);
    length += 1;
  } while (depth > 0);
  return length;
}

function isOpening(character: u8): bool {
  return character == 0x5b || character == 0x7b;
}

function isClosing(character: u8): bool {
  return character == CLOSING_BRACKET || character == 0x7d;
}
