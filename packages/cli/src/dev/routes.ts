import type { IntegrationFolder } from "@galaxy-kit/simulator";
import { describeIntegration, type RouteDescription } from "../project/describe-integration.js";
import { type Column, renderTable } from "../terminal/table.js";

/** The client starts the integration afterwards. */
const MAX_WAIT_MS = 5000;

const columns: readonly Column[] = [{ heading: "Method" }, { heading: "Handler" }, { heading: "Feature" }];

/** Returns the routes of a Node project, or none if it cannot be described: starting it reports why. */
export async function routesOf(
  { entry, source }: IntegrationFolder,
  interrupted: AbortSignal,
): Promise<readonly RouteDescription[]> {
  if (entry === undefined) return [];
  try {
    return (await describeIntegration(source, { signal: interrupted, maxMs: MAX_WAIT_MS })).routes;
  } catch {
    return [];
  }
}

/** Renders which handler receives which method. Omits the features if the table would be wider than the terminal. */
export function renderRoutes(routes: readonly RouteDescription[], width: number): string[] {
  if (routes.length === 0) return [];
  const rows = routes.map(({ method, handler, feature = "" }) => [method, handler, feature]);
  const lines = renderTable(columns, rows);
  return lines.every((line) => line.length <= width) ? lines : renderTable(columns.slice(0, 2), rows);
}
