import type { Feature } from "@galaxy-kit/protocol";
import type { SimulatedClient } from "../client/simulated-client.js";
import type { ClientSettings } from "./running/stage.js";
import type { StepName, StepParams } from "./steps/steps.js";

/** What each step may say besides what it does. */
export interface StepNotes {
  /** Stands in the report, in the place of what the step says. */
  readonly note?: string;
  /** Milliseconds that the step may take. */
  readonly limit?: number;
  /** The step is skipped unless the integration has announced all of these. */
  readonly ifAnnounced?: readonly Feature[];
}

/** What a step does, as an object with one member: its name, and what it is told. */
export type StepAction = { readonly [Name in StepName]: { readonly [Key in Name]: StepParams[Name] } }[StepName];

/** A step as data. */
export type DataStep = StepAction & StepNotes;

/** What a step that is a function works with. */
export interface StepContext {
  /** The latest client that a step has started. */
  readonly client: SimulatedClient;
  /** Fires when the time of the step is over. */
  readonly signal: AbortSignal;
  /** Does what a step does that is data. */
  do(step: StepAction): Promise<void>;
  /** Compares as a step `expect` does; fails with the difference. */
  expect(received: unknown, expected: unknown): void;
  /** Tells more in the report. */
  note(text: string): void;
}

/** A step as code; its name is the function's. */
export type FunctionStep = (context: StepContext) => Promise<void> | void;

/** What a simulated client does with an integration, and what has to come of it. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** Milliseconds for all of it; two minutes where nothing is said. */
  readonly limit?: number;
  /** Milliseconds for each step that does not say otherwise; half a minute where nothing is said. */
  readonly stepLimit?: number;
  /** Holds for every start. */
  readonly client?: ClientSettings;
  readonly steps: readonly (DataStep | FunctionStep)[];
}

/**
 * Types a scenario that is written in TypeScript or JavaScript: the default export of its file.
 *
 * @example
 * export default defineScenario({
 *   name: "a game is launched",
 *   steps: [
 *     { start: {} },
 *     { importsDone: true },
 *     async function launches({ client }) {
 *       client.launchGame("tea");
 *       await client.waitFor(({ library }) => library.games["tea"]?.localGameState === 3);
 *     },
 *   ],
 * });
 */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
