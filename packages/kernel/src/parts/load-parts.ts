import type { KeptConnection } from "../connections/kept-connection.js";
import type { ProcessReporter } from "../monitoring/process-reporter.js";
import type { StateReporter } from "../monitoring/state-reporter.js";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { KernelSources } from "../sources/kernel-sources.js";

/** Parts of the kernel that are loaded only for an integration that uses them; `galaxy-kit pack` leaves the others out. */
export interface Parts {
  readonly sources?: { readonly KernelSources: typeof KernelSources };
  readonly connections?: { readonly KeptConnection: typeof KeptConnection };
  /** Only for the tools of a developer: empty in an integration that was packed. */
  readonly monitoring?: {
    readonly StateReporter?: typeof StateReporter;
    readonly ProcessReporter?: typeof ProcessReporter;
  };
}

/** Returns the names of the parts that methods need. */
export function partsFor(methods: readonly DecoratedMethod[]): readonly (keyof Parts)[] {
  return [
    ...(methods.some((method) => sourceOf(method)) ? (["sources"] as const) : []),
    ...(methods.some(({ role }) => role === "connection") ? (["connections"] as const) : []),
  ];
}

/**
 * Loads the parts that methods need. Each has its own file, `NAME.part.js`, by which `galaxy-kit pack` recognizes it.
 *
 * @param isMonitored - whether a tool wants to see what the integration is doing
 */
export async function loadParts(methods: readonly DecoratedMethod[], isMonitored = false): Promise<Parts> {
  const needed = partsFor(methods);
  return {
    ...(needed.includes("sources") && { sources: await import("./sources.part.js") }),
    ...(needed.includes("connections") && { connections: await import("./connections.part.js") }),
    ...(isMonitored && { monitoring: await import("./monitoring.part.js") }),
  };
}

/** Returns a part that methods need. */
export function requirePart<Part>(part: Part | undefined): Part {
  if (part) return part;
  throw new Error("A part of the kernel is missing: pass what loadParts() resolves to.");
}

function sourceOf(method: DecoratedMethod): unknown {
  return "source" in method ? method.source : undefined;
}
