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
