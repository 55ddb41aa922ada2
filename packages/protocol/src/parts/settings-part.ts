import { array, object, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** Settings of the user. */
export interface SettingsPart {
  /** The title. */
  readonly name: string;
  /** The path of the file. */
  readonly file: string;
  /** What is wrong with the file. */
  readonly problems: readonly string[];
  /** What is in effect. */
  readonly values?: readonly Setting[] | undefined;
}

/** A setting as text, masked if it is secret. */
export interface Setting {
  /** The label. */
  readonly name: string;
  /** Empty if nothing is entered. */
  readonly value: string;
}

export const settingsPart: PartKind<SettingsPart> = {
  codec: object<SettingsPart>("settings", {
    name: string,
    file: string,
    problems: array(string),
    values: optional(array(object<Setting>("a setting", { name: string, value: string }))),
  }),
  isInTrouble: ({ problems }) => problems.length > 0,
};
