import { Aborted } from "@galaxy-kit/sdk";
import { type Contribution, Contributions, type TaskHandler, type TaskOptions, TASKS } from "@galaxy-kit/sdk/internal";
import { SystemClock } from "../lifecycle/system-clock.js";
import type { PluginDefinition } from "../scanning/definition.js";
import type { Transport } from "../transport/transport.js";
import { ArgumentsError, ExitCode } from "./command-line.js";
import { startPlugin } from "./run.js";
import type { RunningPlugin, StartOptions } from "./running-plugin.js";

/** Returns the name of the task that an integration is started for; undefined if it is to talk to GALAXY, which passes two arguments. */
export function taskIn(argv: readonly string[]): string | undefined {
  return argv.length === 1 ? /^--([a-z][a-z-]*)$/.exec(argv[0] ?? "")?.[1] : undefined;
}

/** Returns the names of the tasks of an integration. */
export function tasksOf({ methods }: PluginDefinition): readonly string[] {
  return methods.flatMap((method) =>
    method.role === "contribution" && method.point === TASKS ? [(method.options as TaskOptions).task] : [],
  );
}

/**
 * Runs a task with the services of an integration, which are not connected to a client.
 *
 * @param onStart - gets the run, to end it early
 * @throws `ArgumentsError` if the integration has no such task
 * @throws what the task throws
 */
export async function runTask(
  name: string,
  given: Pick<StartOptions, "definition" | "parts" | "log" | "secrets">,
  onStart: (running: RunningPlugin) => void,
): Promise<void> {
  const { definition } = given;
  const tasks = tasksOf(definition);
  if (!tasks.includes(name)) {
    const known = tasks.length > 0 ? `Its tasks: ${tasks.map((task) => `--${task}`).join(", ")}.` : "It has no tasks.";
    throw new ArgumentsError(ExitCode.InvalidArguments, `${definition.plugin.name} has no task --${name}. ${known}`);
  }
  const running = startPlugin({ token: "", transport: new NoTransport(), clock: new SystemClock(), ...given });
  onStart(running);
  const isNamed = ({ options }: Contribution<TaskHandler>): boolean => (options as TaskOptions).task === name;
  try {
    await running.resolve(Contributions).to(TASKS).find(isNamed)?.run();
  } catch (error) {
    // The user has stopped it.
    if (!Aborted.is(error)) throw error;
  } finally {
    await running.close();
  }
}

/** Leads nowhere. */
class NoTransport implements Transport {
  readonly backlog = 0;

  listen(): void {
    // No message ever arrives.
  }

  write(): boolean {
    return true;
  }

  async drained(): Promise<void> {
    // There is always room.
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}
