import type { Finding, FindingKind, Findings } from "@galaxy-kit/protocol";
import type { LogFields, Logger } from "@galaxy-kit/sdk";
import { nearestName } from "./nearest-name.js";

const MAX_SHOWN = 5;

interface Text {
  readonly one: string;
  readonly several: (count: number) => string;
  readonly describe: (finding: Finding) => string;
  /** Whether it is the same mistake each time, so that it is logged once. */
  readonly once: boolean;
}

/** Where members belong that authors return with a game. */
const PLACES: ReadonlyMap<string, string> = new Map([
  ["timePlayed", "@GameTimes() or the option `times` of a source"],
  ["lastPlayedTime", "@GameTimes() or the option `times` of a source"],
]);

const TEXTS: Readonly<Record<FindingKind, Text>> = {
  "left-out": {
    one: "an invalid value, which was left out",
    several: (count) => `${count} invalid values, which were left out`,
    describe: ({ where, detail }) => `${where}: ${detail}`,
    once: false,
  },
  repaired: {
    one: "a string with half of a surrogate pair, which was replaced",
    several: (count) => `${count} strings with half of a surrogate pair, which was replaced`,
    describe: ({ where, detail }) => `${where}: ${detail}`,
    once: true,
  },
  blank: {
    one: "a blank title, name or id",
    several: (count) => `${count} blank titles, names or ids`,
    describe: ({ where, detail }) => `${where}: ${detail}`,
    once: true,
  },
  unknown: {
    one: "a member that does not exist, which was not sent",
    several: (count) => `${count} members that do not exist, which were not sent`,
    describe({ where, known = [] }) {
      const written = /[^.]*$/.exec(where)?.[0] ?? "";
      const name = nearestName(written, known);
      if (name !== undefined) return `${where} (did you mean ${name}?)`;
      const place = PLACES.get(written);
      return place === undefined ? where : `${where} (that is for ${place})`;
    },
    once: true,
  },
  repeated: {
    one: "an id more than once",
    several: (count) => `${count} ids more than once`,
    describe: ({ where, detail }) => `${where}: ${detail}`,
    once: true,
  },
};

/** Logs what was found in the values of one author's method. */
export class FindingsReport {
  readonly #logged = new Set<FindingKind>();

  /** @param subject - What returned the values, such as `ShopLibrary.owned (@OwnedGames()) returned`. */
  constructor(
    private readonly subject: string,
    private readonly log: Logger,
    private readonly fields: () => LogFields = () => ({}),
  ) {}

  write(findings: Findings): void {
    if (findings.size === 0) return;
    for (const [kind, { count, first }] of findings.read()) {
      const { one, several, describe, once } = TEXTS[kind];
      if (once && this.#logged.has(kind)) continue;
      this.#logged.add(kind);
      const shown = first.slice(0, MAX_SHOWN);
      const places = shown.map(describe).join("; ") + (count > shown.length ? "; …" : "");
      const message = `${this.subject} ${count === 1 ? one : several(count)}: ${places}`;
      if (kind === "left-out") this.log.error(message, { ...this.fields(), values: shown.map(({ value }) => value) });
      else this.log.warn(message, this.fields());
    }
  }
}
