import { FailedParsingManifest } from "@galaxy-kit/sdk";

/** Where in a file something was found, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column?: number | undefined;
}

/** A file of another program has content that cannot be read. A source treats it like any failure: it keeps what is known. */
export class UnreadableFile extends FailedParsingManifest {
  constructor(
    readonly file: string,
    reason: string,
    position?: Position,
    options?: { readonly cause?: unknown },
  ) {
    const place = position
      ? [file, position.line, position.column].filter((part) => part !== undefined).join(":")
      : file;
    super(`${place}: ${reason}`, options);
  }
}

/** Returns the line and the column of an index. */
export function positionOf(text: string, index: number): Position {
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
