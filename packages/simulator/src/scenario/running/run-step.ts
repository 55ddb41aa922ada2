import type { SimulatedClient } from "../../client/simulated-client.js";
import { describeDifference } from "../matching/difference.js";
import { matches } from "../matching/matching.js";
import type { StepFailure, StepResult } from "../result/scenario-result.js";
import type { DataStep, FunctionStep, StepContext } from "../scenario.js";
import { ExpectationFailedError, StepSkippedError } from "../steps/failures.js";
import type { ScenarioRun } from "../steps/scenario-run.js";
import type { StepRun } from "../steps/step-run.js";
import { performAction } from "../steps/steps.js";

const MAX_NAME_LENGTH = 80;

/** The time limit of a step, and what is left of the scenario's, in milliseconds. */
interface Limits {
  readonly stepLimit: number;
  readonly timeLeft: number;
}

/** Runs a step and resolves to its result. Never rejects. */
export async function runStep(
  step: DataStep | FunctionStep,
  index: number,
  scenario: ScenarioRun,
  { stepLimit, timeLeft }: Limits,
): Promise<StepResult> {
  const limit = Math.min(timeLeft, (typeof step === "function" ? undefined : step.limit) ?? stepLimit);
  const notes: string[] = [];
  const startedAt = performance.now();
  const finish = (outcome: StepResult["outcome"], failure?: StepFailure): StepResult => {
    const ms = Math.round(performance.now() - startedAt);
    return { index, name: nameOf(step), outcome, ms, notes, ...(failure && { failure }) };
  };
  try {
    if (typeof step !== "function") skipUnlessPossible(step, scenario);
    await withinLimit(limit, scenario, (signal) =>
      perform(step, { scenario, signal, note: (text) => void notes.push(text) }),
    );
    return finish("passed");
  } catch (error) {
    if (!(error instanceof StepSkippedError)) return finish("failed", await failureOf(error));
    notes.push(error.message);
    return finish("skipped");
  }
}

/** Returns the step's note, the name of its function, or what it does. */
export function nameOf(step: DataStep | FunctionStep): string {
  if (typeof step === "function") return step.name || "(function)";
  const { note, limit: _limit, ifAnnounced: _features, ifLoginPossible: _login, ...action } = step;
  if (note !== undefined) return note;
  const [[name, params] = []] = Object.entries(action);
  const said = params === true || JSON.stringify(params) === "{}" ? "" : ` ${JSON.stringify(params)}`;
  const text = `${String(name)}${said}`;
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH)}…`;
}

function skipUnlessPossible({ ifAnnounced = [], ifLoginPossible }: DataStep, scenario: ScenarioRun): void {
  const missing = ifAnnounced.filter((feature) => !scenario.isAnnounced(feature));
  if (missing.length > 0) throw new StepSkippedError(`the integration has not announced ${missing.join(", ")}`);
  if (ifLoginPossible && scenario.lacksLogin) throw new StepSkippedError("nobody could log in");
}

async function perform(step: DataStep | FunctionStep, run: StepRun): Promise<void> {
  if (typeof step !== "function") {
    await performAction(step, run);
    return;
  }
  const context: StepContext = {
    get client(): SimulatedClient {
      return run.scenario.client;
    },
    signal: run.signal,
    do: (action) => performAction(action, run),
    expect: (received, expected) => {
      if (matches(expected, received)) return;
      throw new ExpectationFailedError("the values differ", expected, received);
    },
    note: run.note,
  };
  await step(context);
}

async function withinLimit(
  limit: number,
  scenario: ScenarioRun,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const overdue = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      overdue.abort();
      // A step that listens to the signal can report more.
      setImmediate(() => reject(new Error(`took longer than ${Math.round(limit)} ms${describeClient(scenario)}`)));
    }, limit);
  });
  try {
    await Promise.race([work(overdue.signal), late]);
    if (overdue.signal.aborted) await late;
  } finally {
    clearTimeout(timer);
  }
}

function describeClient(scenario: ScenarioRun): string {
  if (!scenario.hasClient) return "";
  const { status, imports } = scenario.client;
  const running = Object.values(imports)
    .filter(({ state }) => state === "running")
    .map(({ kind, done, failed, total }) => `${kind} ${done + failed}/${total}`);
  const open = running.length === 0 ? "" : `; imports still running: ${running.join(", ")}`;
  return `; state: ${status.state} (${status.reason})${open}`;
}

async function failureOf(error: unknown): Promise<StepFailure> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  if (!(error instanceof ExpectationFailedError)) return { message };
  return { message, difference: await describeDifference(error.sides) };
}
