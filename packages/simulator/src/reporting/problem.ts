import type { ImportKind } from "@galaxy-kit/protocol";

/** Everything that can go wrong with an integration. */
export type ProblemKind =
  // The bytes
  | "invalid-utf8"
  | "invalid-json"
  | "line-too-long"
  | "unfinished-line"
  // The messages
  | "invalid-message"
  | "unknown-method"
  | "unknown-response"
  | "duplicate-response"
  | "late-response"
  | "wrong-id-type"
  // Their content
  | "bad-params"
  | "bad-result"
  | "bad-error"
  | "wrong-type"
  | "null-field"
  | "unknown-field"
  | "bad-text"
  | "empty-text"
  | "duplicate-item"
  // The handshake
  | "token-mismatch"
  | "unknown-platform"
  | "platform-mismatch"
  | "unknown-feature"
  | "too-early"
  // Failures that the integration reports
  | "error-response"
  | "import-failure"
  // Imports
  | "no-import"
  | "not-requested"
  | "duplicate-item-response"
  | "before-response"
  | "unanswered-items"
  | "dropped"
  | "missing-finished"
  // Time and the process
  | "no-response"
  | "not-connected"
  | "crash"
  | "killed"
  // Surprises, and problems outside the integration
  | "credentials-dropped"
  | "manifest"
  | "storage"
  | "login"
  | "client";

/** An error makes an integration fail for its users; a warning is a mistake that the real client may tolerate. */
export type Severity = "error" | "warning";

/** Something that went wrong or violates the protocol. */
export interface Problem {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: ProblemKind;
  readonly severity: Severity;
  /** Describes the problem. */
  readonly message: string;
  /** The method on the wire. */
  readonly method?: string;
  /** The id of the request or the response. */
  readonly messageId?: string | number | null;
  readonly importKind?: ImportKind;
  /** The game, friend or subscription that an import was about. */
  readonly itemId?: string;
  /** The error object, or an excerpt of what was found. */
  readonly detail?: unknown;
}

/** A problem without a time. An error by default. */
export type NewProblem = Omit<Problem, "time" | "severity"> & { readonly severity?: Severity };

/** Returns one line for people. */
export function describeProblem(problem: Problem): string {
  const where = [
    problem.method,
    problem.messageId != null && `#${String(problem.messageId)}`,
    problem.importKind,
    problem.itemId !== undefined && JSON.stringify(problem.itemId),
  ].filter((part) => typeof part === "string");
  const place = where.length === 0 ? "" : ` (${where.join(" ")})`;
  return `${problem.severity} ${problem.kind}${place}: ${problem.message}`;
}
