import type { Feature, JsonObject } from "@galaxy-kit/protocol";
import type { z } from "zod";
import type { SimulatedClient } from "../client/simulated-client.js";
import type { clientSettings } from "./schema/client-settings.js";
import type { expected } from "./schema/expected.js";
import type { stepParams } from "./schema/step-params.js";

type Immutable<T> = T extends object
  ? // A JSON object stays as it is: its type is recursive, and already read-only.
    [T, JsonObject] extends [JsonObject, T]
    ? T
    : { readonly [Key in keyof T]: Immutable<T[Key]> }
  : T;

/** How a scenario starts a client. */
export type ClientSettings = Immutable<z.infer<typeof clientSettings>>;

/** What the steps `expect` and `waitFor` compare. */
export type Expected = Immutable<z.infer<typeof expected>>;

/** The parameters of each kind of step. */
export type StepParams = { readonly [Name in keyof typeof stepParams]: Immutable<z.infer<(typeof stepParams)[Name]>> };

export type StepName = keyof StepParams;

/** The options of every step. */
export interface StepOptions {
  /** Appears in the report instead of the step's parameters. */
  readonly note?: string;
  /** The time limit of the step, in milliseconds. */
  readonly limit?: number;
  /** The step is skipped unless the integration has announced all of these features. */
  readonly ifAnnounced?: readonly Feature[];
  /** The step is skipped if the integration has requested a login window and nobody can log in. */
  readonly ifLoginPossible?: true;
}

/** The action of a step: an object with one member, the action's name with its parameters. */
export type StepAction = { readonly [Name in StepName]: { readonly [Key in Name]: StepParams[Name] } }[StepName];

/** A step as data. */
export type DataStep = StepAction & StepOptions;

/** The argument of a step that is a function. */
export interface StepContext {
  /** The client that was started last. */
  readonly client: SimulatedClient;
  /** Aborts when the step's time limit is reached. */
  readonly signal: AbortSignal;
  /** Runs a step that is data. */
  readonly do: (step: StepAction) => Promise<void>;
  /** Compares as the step `expect` does. Throws an error that shows the difference. */
  readonly expect: (received: unknown, expected: unknown) => void;
  /** Adds a note to the report. */
  readonly note: (text: string) => void;
}

/** A step as code; the function's name is the step's. */
export type FunctionStep = (context: StepContext) => Promise<void> | void;

/** The steps that a simulated client performs with an integration, and the expected results. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** The time limit of the whole scenario, in milliseconds. Two minutes by default. */
  readonly limit?: number;
  /** The default time limit of a step, in milliseconds. Half a minute by default. */
  readonly stepLimit?: number;
  /** Applies to every client that the scenario starts. */
  readonly client?: ClientSettings;
  readonly steps: readonly (DataStep | FunctionStep)[];
}

/**
 * Gives a scenario written in TypeScript or JavaScript its type. Make it the default export of its file.
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
