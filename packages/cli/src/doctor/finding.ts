/** What a check has found. */
export interface Finding {
  /** What was looked at. */
  readonly subject: string;
  readonly severity: "ok" | "warning" | "error";
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}
