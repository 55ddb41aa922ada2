import { flags } from "../codec/index.js";

/** The systems a game runs on; combine with `|`. */
export enum OSCompatibility {
  Windows = 1,
  MacOS = 2,
  Linux = 4,
}

export const osCompatibility = flags(
  "OSCompatibility.Windows, MacOS and Linux",
  OSCompatibility.Windows | OSCompatibility.MacOS | OSCompatibility.Linux,
);
