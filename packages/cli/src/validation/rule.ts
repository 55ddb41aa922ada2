import type { Finding } from "./finding.js";

/** Looks for one kind of mistake. */
export interface Rule<Subject> {
  /** Stands beside what it finds. */
  readonly name: string;
  readonly find: (subject: Subject) => readonly Finding[] | Promise<readonly Finding[]>;
}
