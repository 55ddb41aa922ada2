import { flags } from "../codec/index.js";

/** The operating systems that a game runs on, combined with `|`. */
export enum OSCompatibility {
  Windows = 1,
  MacOS = 2,
  Linux = 4,
}

export const osCompatibility = flags(
  "OSCompatibility.Windows, MacOS and Linux",
  OSCompatibility.Windows | OSCompatibility.MacOS | OSCompatibility.Linux,
);
