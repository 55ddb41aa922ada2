import { error, type Finding, type Place } from "../subject/rule.js";

/** What the readers of package.json and manifest.json say of a member. */
export interface DescribedProblem {
  /** Where in the file, such as `galaxyKit.guid`. */
  readonly path?: string;
  /** `expected …, found …`, or another sentence. */
  readonly message: string;
}

/** Tells it as every finding is told. */
export function describedProblem({ path, message }: DescribedProblem, place: Place): Finding {
  const [, expected, found] = /^expected ([^]*), found ([^]*)$/.exec(message) ?? [];
  const about = path === undefined || path === "" ? "" : `${path} `;
  if (expected === undefined || found === undefined) return error(place, `${about}${message}`, "Correct it there.");
  return error(place, found === "nothing" ? `${about}is missing` : `${about}is ${found}`, `Write ${expected}.`);
}
