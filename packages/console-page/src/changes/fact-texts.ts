import type { DifferenceRow } from "@galaxy-kit/console";
import type { LicenseInfo, LocalGameState, OSCompatibility } from "@galaxy-kit/protocol";
import { bytes, number } from "../format/amount.js";
import { dateTime, playTime } from "../format/time.js";
import { licenseName, operatingSystems } from "../library/game-labels.js";
import { isInstalled, isRunning } from "../library/game-state.js";

interface FactText<Value> {
  readonly title: string;
  readonly text: (value: Value) => string;
}

function fact<Value>(title: string, text: (value: Value) => string): FactText<never> {
  return { title, text };
}

const yesOrNo = (value: boolean): string => (value ? "Yes" : "No");
const orUnknown =
  <Value>(text: (value: Value) => string) =>
  (value: Value | null): string =>
    value === null ? "Unknown" : text(value);

const facts: Readonly<Record<string, FactText<never>>> = {
  gameTitle: fact("Title", (title: string) => title),
  owned: fact("Owned", yesOrNo),
  localGameState: fact("State", (localGameState: LocalGameState) =>
    isRunning({ localGameState }) ? "Running" : isInstalled({ localGameState }) ? "Installed" : "Not installed",
  ),
  licenseInfo: fact("License", ({ licenseType, owner }: LicenseInfo) =>
    [licenseName(licenseType), owner].filter(Boolean).join(", "),
  ),
  timePlayed: fact("Time played", playTime),
  lastPlayedTime: fact("Last played", dateTime),
  achievements: fact("Achievements", (count: number) => `${number(count)} unlocked`),
  dlcs: fact("DLCs", number),
  localSize: fact("Size", orUnknown(bytes)),
  osCompatibility: fact("OS", (systems: OSCompatibility | null) => operatingSystems(systems) ?? "Unknown"),
  tags: fact("Tags", (tags: readonly string[]) => (tags.length === 0 ? "None" : tags.join(", "))),
  hidden: fact("Hidden", yesOrNo),
  userName: fact("Name", (name: string) => name),
  avatarUrl: fact("Avatar", (address: string) => address),
  profileUrl: fact("Profile", (address: string) => address),
  endTime: fact("Ends", dateTime),
  games: fact("Games", orUnknown(number)),
};

/** A fact that has changed, for people. */
export interface ChangedFact {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

export function changedFacts({ facts: changed }: DifferenceRow): readonly ChangedFact[] {
  return changed.map(({ name, before, after }) => {
    const { title, text } = facts[name] ?? fact(name, (value: unknown) => JSON.stringify(value));
    const textOf = (value: unknown): string => (value === undefined ? "not reported" : text(value as never));
    return { title, before: textOf(before), after: textOf(after) };
  });
}
