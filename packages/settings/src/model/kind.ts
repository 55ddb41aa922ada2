/** A text of one line. */
export interface TextKind {
  readonly type: "text" | "secret";
  readonly pattern?: RegExp | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** The path of a file or a folder. */
export interface PathKind {
  readonly type: "file" | "folder";
  /** Whether it has to exist when it is saved. */
  readonly mustExist: boolean;
  /** Whether it has to be a program. */
  readonly executable: boolean;
}

/** A number. */
export interface NumberKind {
  readonly type: "number";
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer: boolean;
}

/** Yes or no. */
export interface BooleanKind {
  readonly type: "boolean";
}

/** One of several texts. */
export interface ChoiceKind {
  readonly type: "choice";
  /** The labels by value. */
  readonly choices: ReadonlyMap<string, string>;
}

/** A list of strings or paths. */
export interface ListKind {
  readonly type: "list";
  readonly item: TextKind | PathKind;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What a field takes. */
export type Kind = TextKind | PathKind | NumberKind | BooleanKind | ChoiceKind | ListKind;

/** Describes what a field takes, for the file and for messages: "a number from 0 to 100". */
export function describeKind(kind: Kind): string {
  switch (kind.type) {
    case "text":
    case "secret":
      return `text${describeLength(kind)}`;
    case "file":
      return kind.executable ? "the path of a program" : "the path of a file";
    case "folder":
      return "the path of a folder";
    case "number":
      return `${kind.integer ? "a whole number" : "a number"}${describeRange(kind)}`;
    case "boolean":
      return "true or false";
    case "choice":
      return joinChoices([...kind.choices.keys()].map((choice) => JSON.stringify(choice)));
    case "list":
      return `a list of ${kind.item.type === "text" ? "strings" : `${kind.item.type}s`}`;
  }
}

/** Returns the kind of path that the user can browse this computer for. */
export function pathKindOf(kind: Kind): PathKind | undefined {
  const item = kind.type === "list" ? kind.item : kind;
  return item.type === "file" || item.type === "folder" ? item : undefined;
}

function describeLength({ minLength, maxLength }: TextKind): string {
  if (minLength !== undefined && minLength === maxLength) return ` of ${minLength} characters`;
  if (minLength !== undefined && maxLength !== undefined) return ` of ${minLength} to ${maxLength} characters`;
  if (minLength !== undefined) return ` of at least ${minLength} characters`;
  return maxLength === undefined ? "" : ` of at most ${maxLength} characters`;
}

function describeRange({ min, max }: { readonly min?: number | undefined; readonly max?: number | undefined }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? "" : ` of at most ${max}`;
}

function joinChoices(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join("") : `${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}`;
}
