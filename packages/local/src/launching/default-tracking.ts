import { homedir } from "node:os";
import { delimiter, dirname, extname, isAbsolute, parse } from "node:path";
import { comparablePath } from "../tracking/comparable-path.js";
import { folder, type Tracking, tree } from "../tracking/tracking-mode.js";
import type { InstalledTracking } from "../tracking/tracking-plan.js";
import { type GameSpec, modesOf } from "./launch-specs.js";

/** The default tracking of a launch spec. */
export function trackingOf(
  spec: GameSpec,
  installed: InstalledTracking | undefined,
): readonly (Tracking | InstalledTracking)[] {
  if (spec.kind === "session") return [spec];
  const modes = modesOf(spec.track);
  if (modes) return modes;
  if (spec.kind === "uri") return installed ? [installed] : [{ kind: "none" }];
  return [tree(), ...(installed ? [installed] : ownFolder(spec.file))];
}

/** The folder of a program, unless all kinds of programs are in it. */
function ownFolder(file: string): readonly Tracking[] {
  if (!isAbsolute(file)) return [];
  const path = extname(file).toLowerCase() === ".app" ? file : dirname(file);
  return isShared(path) ? [] : [folder(path)];
}

function isShared(path: string): boolean {
  const key = comparablePath(path);
  const shared = [parse(path).root, homedir(), ...(process.env["PATH"] ?? "").split(delimiter)];
  return shared.some((other) => other !== "" && comparablePath(other) === key);
}
