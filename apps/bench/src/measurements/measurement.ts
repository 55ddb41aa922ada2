import type { Subjects } from "../subjects/subject.js";

/** The result of one run of a case. */
export interface Sample {
  readonly value: number;
  /** Peak memory, in megabytes. */
  readonly memory?: number | undefined;
  /** The duration of each ping during the run, in milliseconds. */
  readonly pings?: readonly number[];
}

/** One row of a table: a subject, measured in one way. */
export interface Case {
  readonly name: string;
  /** A variant appears in the report, but no target applies to it. */
  readonly role: "ours" | "variant" | "reference" | "floor";
  /** The version of the interpreter, if one is involved. */
  readonly python?: string;
  run(): Promise<Sample>;
}

/** A figure that is measured for several subjects. */
export interface Measurement {
  /** The name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly better: "less" | "more";
  /** Short measurements run more often. */
  readonly runsPerRound: number;
  cases(subjects: Subjects): readonly Case[];
}
