import { type Diagnostic, RefusedError } from "@galaxy-kit/protocol";
import type { ScenarioCode } from "../schema/scenario-codes.js";

/** A scenario cannot be run. Carries every reason. */
export class ScenarioRefusedError extends RefusedError<ScenarioCode> {
  override readonly name = "ScenarioRefusedError";

  constructor(
    /** The scenario's file or its name. */
    readonly scenario: string,
    diagnostics: readonly Diagnostic<ScenarioCode>[],
  ) {
    super(`${scenario} cannot be run`, diagnostics);
  }
}
