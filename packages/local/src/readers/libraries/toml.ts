import { parse } from "smol-toml";

/** Parses TOML; loads the library. */
export function parseToml(text: string): unknown {
  return parse(text, { integersAsBigInt: "asNeeded" });
}
