import type { Form } from "@galaxy-kit/bench-integration";
import type { Program } from "../session/program.js";

/** How the integration is configured for a measurement. */
export interface SubjectSettings {
  readonly form?: Form;
  readonly ownedGames?: number;
}

/** An integration, or a program that stands in for one. */
export interface Subject {
  /** The name in the report. */
  readonly name: string;
  program(settings?: SubjectSettings): Program;
}

/** The subjects that run on one interpreter. */
export interface PythonSubjects {
  readonly version: string;
  /** The integration for the Python API; undefined if the interpreter does not have that API. */
  readonly reference: Subject | undefined;
  /** The packed integration, started by its launcher like in GALAXY. */
  readonly launched: Subject;
}

/** All subjects available on this machine. */
export interface Subjects {
  /** Built from the sources, in the Node that runs the benchmark. */
  readonly source: Subject;
  /** Packed, without the launcher. */
  readonly packed: Subject;
  /** Packed, with each transport that is not the default. */
  readonly transports: readonly Subject[];
  /** The file in which the packed integration keeps compiled code. */
  readonly keptCode: string;
  /** A program that sends data serialized in advance. */
  readonly floor: Subject;
  readonly pythons: readonly PythonSubjects[];
  /** The interpreter whose Python API everything is compared with. */
  readonly comparison: PythonSubjects | undefined;
}
