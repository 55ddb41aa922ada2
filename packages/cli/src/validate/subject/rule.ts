/** How bad something is: an error keeps the integration from working, a warning does so for some, or one day. */
export type Severity = "error" | "warning";

/** Where something is. */
export interface Place {
  /** Relative to the folder that is validated, with slashes. */
  readonly file: string;
  /** From 1 on; absent where the file as a whole is meant. */
  readonly line?: number;
  readonly column?: number;
}

/** Something that is wrong, as a rule tells it. */
export interface Finding extends Place {
  readonly severity: Severity;
  /** What was found. */
  readonly message: string;
  /** What to do instead. */
  readonly suggestion: string;
}

export function error(place: Place, message: string, suggestion: string): Finding {
  return { ...place, severity: "error", message, suggestion };
}

export function warning(place: Place, message: string, suggestion: string): Finding {
  return { ...place, severity: "warning", message, suggestion };
}

/** Looks for one kind of mistake. */
export interface Rule<Subject> {
  /** Stands beside what it finds. */
  readonly name: string;
  readonly find: (subject: Subject) => readonly Finding[] | Promise<readonly Finding[]>;
}

/** Line and column of a place in a text, both from 1 on. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
