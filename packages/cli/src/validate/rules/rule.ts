import type { Diagnostic } from "@galaxy-kit/protocol";

/** Looks for one kind of mistake in an integration. */
export type Rule<Subject> = (subject: Subject) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
