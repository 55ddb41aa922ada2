import { parseAllDocuments } from "yaml";

/** Parses YAML; loads the library. */
export function parseYaml(text: string): unknown {
  const [document] = parseAllDocuments(text);
  const [error] = document?.errors ?? [];
  if (error) throw error;
  // A file of a few lines could otherwise expand to gigabytes.
  return document?.toJS({ maxAliasCount: 100 }) as unknown;
}
