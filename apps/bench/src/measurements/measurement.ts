import type { Subjects } from "../subjects/subject.js";

/** What one run of a case has shown. */
export interface Sample {
  readonly value: number;
  /** Peak, in megabytes. */
  readonly memory?: number | undefined;
  /** How long each ping took meanwhile, in milliseconds. */
  readonly pings?: readonly number[];
}

/** One row of a table. */
export interface Case {
  readonly name: string;
  /** A variant is shown, and judged by no target. */
  readonly role: "ours" | "variant" | "reference" | "floor";
  /** Of the interpreter that takes part. */
  readonly python?: string;
  run(): Promise<Sample>;
}

/** Something that is measured of several subjects. */
export interface Measurement {
  /** For the command line. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly better: "less" | "more";
  /** Short ones are run more often. */
  readonly runsInARound: number;
  cases(subjects: Subjects): readonly Case[];
}
