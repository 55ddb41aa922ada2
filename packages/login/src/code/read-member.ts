/**
 * Returns a member of JSON, such as `token.value`. A text that is not JSON is returned as it is: the user may have copied only the value.
 *
 * @returns undefined if the JSON has no such member
 */
export function readMember(text: string, path: string | undefined): string | undefined {
  if (path === undefined) return text;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof found !== "object") return text;
  for (const name of path.split(".")) found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}
