import { setImmediate } from "node:timers/promises";
import { type Class, type Logger, type LogLevel, PluginDefinitionError, type PluginOptions } from "@galaxy-kit/sdk";
import { pluginOptionsOf } from "@galaxy-kit/sdk/internal";
import { ProcessClock } from "../lifecycle/process-clock.js";
import { collectStartupGarbage } from "../lifecycle/startup-garbage.js";
import { noTrace, traceCalls } from "../logging/call-trace.js";
import { createLog, type Log } from "../logging/log.js";
import { ownOutput } from "../logging/own-output.js";
import { remedyForThrown } from "../logging/remedy-for-thrown.js";
import { SecretRegistry } from "../logging/secret-registry.js";
import { SourceLines } from "../logging/source-lines.js";
import { StderrSink } from "../logging/stderr-sink.js";
import { loadParts } from "../parts/load-parts.js";
import type { PluginDefinition } from "../scanning/definition.js";
import { prepareConnection } from "../transport/connection.js";
import { ArgumentsError, ExitCode, parseArguments } from "./command-line.js";
import { describe, isAskedToDescribe } from "./describe.js";
import {
  isLogCauseWanted,
  isStateWanted,
  logLevelFromEnvironment,
  timeScale,
  variantFromEnvironment,
} from "./environment.js";
import { followLogLevel } from "./follow-log-level.js";
import { endWithLauncher } from "./launcher-watch.js";
import { readDefinition } from "./read-definition.js";
import { runTask, taskIn } from "./run-task.js";
import { startPlugin } from "./run.js";
import type { RunningPlugin, StartOptions } from "./running-plugin.js";

/** In a packed integration, this file is the bundle. */
const lines = new SourceLines(import.meta.filename);

// Node writes what is thrown before there is a log.
process.on("uncaughtExceptionMonitor", restoreStack);

/**
 * Runs an integration until GALAXY closes it, then exits the process.
 *
 * Exit codes, the same as in the Python API: 0 the integration was closed, 1 too few arguments, 2 the port is not an integer,
 * 3 the port is out of range, 4 the integration is not written correctly (each mistake is in the log), 5 any other failure.
 *
 * Uncaught errors and unhandled rejections are logged; they do not end the process.
 *
 * With `--describe` as its only argument, it prints a description of the integration as one line of JSON instead. With another one,
 * such as `--settings`, it does what a package has added under that name.
 *
 * @example
 * ```ts
 * await runPlugin(ItchPlugin);
 * ```
 *
 * @param plugin - the class with `@GalaxyPlugin()`
 * @param argv - the arguments after the script's name: token and port
 */
export async function runPlugin(plugin: Class, argv: readonly string[] = process.argv.slice(2)): Promise<never> {
  const secrets = new SecretRegistry();
  const trace = isLogCauseWanted() ? traceCalls() : noTrace;
  const sink = new StderrSink(timeScale()).write;
  const log = createLog({ level: logLevelFor(plugin), secrets, sink, lines, trace });
  process.off("uncaughtExceptionMonitor", restoreStack).on("uncaughtException", (error) => {
    log.error("Uncaught error", { error, ...remedyForThrown(error) });
  });
  // Without a listener of its own, a reason that is not an error would arrive as text of Node, without its content.
  process.on("unhandledRejection", (error) => {
    log.error("Unhandled promise rejection", { error, ...remedyForThrown(error) });
  });
  // Node would write them as plain text, including secrets.
  process.removeAllListeners("warning").on("warning", (warning) => {
    log.warn(`Node warning: ${warning.message}`, { error: warning });
  });
  ownOutput(log);
  followLogLevel(log, ownLogLevel(plugin));
  process.exit(await run(plugin, argv, { secrets, log, trace, stateSink: sink }).catch(() => ExitCode.Failed));
}

function restoreStack(error: Error): void {
  try {
    error.stack = lines.restore(String(error.stack));
  } catch {
    // Anything can be thrown, and the stack of some errors can be neither read nor changed.
  }
}

async function run(
  plugin: Class,
  argv: readonly string[],
  given: Pick<StartOptions, "secrets" | "trace" | "stateSink"> & { readonly log: Log },
): Promise<number> {
  const { secrets, log } = given;
  const read = (): PluginDefinition => readDefinition(plugin, process.platform, [], variantFromEnvironment());
  try {
    if (isAskedToDescribe(argv)) {
      describe(read());
      return ExitCode.Ended;
    }
    const task = taskIn(argv);
    if (task !== undefined) {
      let stopped = (): number | undefined => undefined;
      const definition = read();
      const parts = await loadParts(definition.methods);
      await runTask(task, { definition, parts, secrets, log }, (running) => (stopped = stopOnSignal(running, log)));
      return stopped() ?? ExitCode.Ended;
    }
    const { token, port } = parseArguments(argv);
    secrets.add(token);
    const connect = prepareConnection({ log, secrets, timeScale: timeScale() });
    const definition = read();
    const parts = await loadParts(definition.methods, isStateWanted());
    const transport = await connect(port);
    const running = startPlugin({ definition, parts, token, transport, clock: new ProcessClock(), ...given });
    // What has been sent by then is on its way first.
    void running.settled
      .then(() => setImmediate())
      .then(() => log.loadWinston())
      .then(() => {
        collectStartupGarbage(timeScale());
      });
    const stopped = stopOnSignal(running, log);
    endWithLauncher(running, log, timeScale());
    const failure = await running.closed;
    return failure ? ExitCode.Failed : (stopped() ?? ExitCode.Ended);
  } catch (error) {
    if (error instanceof ArgumentsError) {
      log.error(error.message);
      return error.exitCode;
    }
    if (error instanceof PluginDefinitionError) {
      log.error(error.message, { diagnostics: error.diagnostics });
      return ExitCode.NoValidPlugin;
    }
    log.error("The integration could not be started", { error });
    return ExitCode.Failed;
  }
}

/** Shuts down cleanly when a signal asks the process to. Returns a function that returns the exit code of that signal. */
function stopOnSignal(running: RunningPlugin, log: Logger): () => number | undefined {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
  let exitCode: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      // A second signal does not wait for @OnShutdown() any longer.
      if (exitCode !== undefined) process.exit(exitCode);
      exitCode = exitCodes[signal];
      log.info(`${signal}: the integration is closing`);
      void running.close();
    });
  }
  return () => exitCode;
}

function logLevelFor(plugin: Class): LogLevel {
  return logLevelFromEnvironment() ?? ownLogLevel(plugin);
}

/** The level that the author has chosen. */
function ownLogLevel(plugin: Class): LogLevel {
  const options = (typeof plugin === "function" ? pluginOptionsOf(plugin) : undefined) as PluginOptions | undefined;
  return options?.logLevel ?? "info";
}
