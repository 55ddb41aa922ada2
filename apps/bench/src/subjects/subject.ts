import type { Form } from "@galaxy-kit/bench-integration";
import type { Program } from "../session/program.js";

/** What the integration is to have. */
export interface Wanted {
  readonly form?: Form;
  readonly ownedGames?: number;
}

/** Something that can be measured: an integration, or what stands for one. */
export interface Subject {
  /** As the table calls it. */
  readonly name: string;
  program(wanted?: Wanted): Program;
}

/** One of the interpreters, with what runs on it. */
export interface PythonSubjects {
  readonly version: string;
  /** The integration for the Python API; undefined where that was not given. */
  readonly reference: Subject | undefined;
  /** The packed integration, started as GALAXY starts it. */
  readonly launched: Subject;
}

/** Everything that can be measured here. */
export interface Subjects {
  /** As it is built from the sources, in this process' Node. */
  readonly source: Subject;
  /** As it is packed, without the launcher. */
  readonly packed: Subject;
  /** The same with other holders of the connection than the one that is usual here. */
  readonly transports: readonly Subject[];
  /** Bytes that have been serialised before. */
  readonly floor: Subject;
  readonly pythons: readonly PythonSubjects[];
  /** The one that everything is compared with. */
  readonly comparison: PythonSubjects | undefined;
}
