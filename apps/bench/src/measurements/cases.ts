import type { Subject, Subjects } from "../subjects/subject.js";
import type { Case, Sample } from "./measurement.js";

type Measure = (subject: Subject) => Promise<Sample>;

/** Measures the packed integration, the Python APIs and the floor in the same way. */
export function casesOf({ packed, floor, pythons }: Subjects, measure: Measure): Case[] {
  return [
    { name: packed.name, role: "ours", run: () => measure(packed) },
    ...referenceCases(pythons, measure),
    { name: floor.name, role: "floor", run: () => measure(floor) },
  ];
}

/** Measures the Python API on each interpreter that has it. */
export function referenceCases(pythons: Subjects["pythons"], measure: Measure): Case[] {
  return pythons.flatMap(({ version, reference }) =>
    reference ? [{ name: reference.name, role: "reference", python: version, run: () => measure(reference) }] : [],
  );
}
