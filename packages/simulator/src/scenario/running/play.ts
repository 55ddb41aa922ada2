import type { SimulatedClient } from "../../client/simulated-client.js";
import { describeDifference } from "../expecting/difference.js";
import { matches } from "../expecting/matching.js";
import type { StepFailure, StepResult } from "../result/result.js";
import type { DataStep, FunctionStep, StepAction, StepContext } from "../scenario.js";
import type { Run } from "../steps/step.js";
import { stepKind, type StepName, stepNames } from "../steps/steps.js";
import { ExpectationFailed, StepSkipped } from "./failure.js";
import type { Stage } from "./stage.js";

const MAX_NAME = 80;

/** How long a step may take, and what is left of the scenario's time. */
interface Limits {
  readonly stepLimit: number;
  readonly timeLeft: number;
}

/** Runs a step and tells what became of it; never fails. */
export async function play(
  step: DataStep | FunctionStep,
  index: number,
  stage: Stage,
  { stepLimit, timeLeft }: Limits,
): Promise<StepResult> {
  const limit = Math.min(timeLeft, (typeof step === "function" ? undefined : step.limit) ?? stepLimit);
  const notes: string[] = [];
  const begun = performance.now();
  const finish = (outcome: StepResult["outcome"], failure?: StepFailure): StepResult => {
    const ms = Math.round(performance.now() - begun);
    return { index, name: nameOf(step), outcome, ms, notes, ...(failure && { failure }) };
  };
  try {
    skipUnlessAnnounced(step, stage);
    await withinLimit(limit, stage, (signal) =>
      perform(step, { stage, signal, note: (text) => void notes.push(text) }),
    );
    return finish("passed");
  } catch (error) {
    if (!(error instanceof StepSkipped)) return finish("failed", await failureOf(error));
    notes.push(error.message);
    return finish("skipped");
  }
}

/** Its note, the name of its function, or what it says. */
export function nameOf(step: DataStep | FunctionStep): string {
  if (typeof step === "function") return step.name || "(function)";
  const { note, limit: _limit, ifAnnounced: _ifAnnounced, ...action } = step;
  if (note !== undefined) return note;
  const [[name, params] = []] = Object.entries(action);
  const said = params === true || JSON.stringify(params) === "{}" ? "" : ` ${JSON.stringify(params)}`;
  const text = `${String(name)}${said}`;
  return text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME)}…`;
}

function skipUnlessAnnounced(step: DataStep | FunctionStep, stage: Stage): void {
  const features = (typeof step === "function" ? undefined : step.ifAnnounced) ?? [];
  const missing = features.filter((feature) => !stage.isAnnounced(feature));
  if (missing.length > 0) throw new StepSkipped(`the integration has not announced ${missing.join(", ")}`);
}

async function perform(step: DataStep | FunctionStep, run: Run): Promise<void> {
  if (typeof step !== "function") {
    await performAction(step, run);
    return;
  }
  const context: StepContext = {
    get client(): SimulatedClient {
      return run.stage.client;
    },
    signal: run.signal,
    do: (action) => performAction(action, run),
    expect: (received, expected) => {
      if (matches(expected, received)) return;
      throw new ExpectationFailed("it is otherwise", expected, received);
    },
    note: run.note,
  };
  await step(context);
}

async function performAction(action: StepAction, run: Run): Promise<void> {
  const name = stepNames.find((each) => each in action) as StepName;
  await stepKind(name).run((action as Readonly<Record<string, unknown>>)[name], run);
}

async function withinLimit(limit: number, stage: Stage, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const overdue = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      overdue.abort();
      // A step that listens to the signal has more to say.
      setImmediate(() => reject(new Error(`took longer than ${Math.round(limit)} ms${describeClient(stage)}`)));
    }, limit);
  });
  try {
    await Promise.race([work(overdue.signal), late]);
    if (overdue.signal.aborted) await late;
  } finally {
    clearTimeout(timer);
  }
}

function describeClient(stage: Stage): string {
  if (!stage.hasClient) return "";
  const { status, imports } = stage.client;
  const running = Object.values(imports)
    .filter(({ state }) => state === "running")
    .map(({ kind, done, failed, total }) => `${kind} ${done + failed}/${total}`);
  const open = running.length === 0 ? "" : `; imports that go on: ${running.join(", ")}`;
  return `; the integration is ${status.state} (${status.reason})${open}`;
}

async function failureOf(error: unknown): Promise<StepFailure> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message } = error;
  if (!(error instanceof ExpectationFailed)) return { message };
  return { message, difference: await describeDifference(error.sides) };
}
