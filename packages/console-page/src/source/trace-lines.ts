/** A line of a trace, or several calls in a row that are not in the author's code. */
export type TraceLine =
  | { readonly kind: "text" | "call"; readonly text: string }
  | { readonly kind: "others"; readonly calls: readonly string[] };

const CALL = /^\s*at /;

/** Calls in Node and in packages rarely help to find a mistake of the author. */
const FOREIGN = /[( ](?:node:|<anonymous>)|[\\/]node_modules[\\/]/;

/**
 * Divides a trace into lines, and folds calls outside of the author's code. A trace without any of the author's code stays as it is.
 *
 * @param folder - the folder of the project; without it, everything outside of packages counts as the author's
 */
export function traceLines(trace: string, folder: string | undefined): readonly TraceLine[] {
  const isOwn = (call: string): boolean =>
    !FOREIGN.test(call) &&
    (folder === undefined || isRelative(call) || call.replaceAll("\\", "/").includes(folderIn(folder)));
  const all = trace.split("\n");
  const calls = all.filter((line) => CALL.test(line));
  const folds = calls.some(isOwn);
  const lines: TraceLine[] = [];
  for (const text of all) {
    const last = lines.at(-1);
    if (!CALL.test(text)) lines.push({ kind: "text", text });
    else if (!folds || isOwn(text)) lines.push({ kind: "call", text: text.trim() });
    else if (last?.kind === "others") lines[lines.length - 1] = { kind: "others", calls: [...last.calls, text.trim()] };
    else lines.push({ kind: "others", calls: [text.trim()] });
  }
  return lines;
}

function folderIn(folder: string): string {
  return `${folder.replaceAll("\\", "/")}/`;
}

/** As in a packed integration, whose source map has paths in the project. */
function isRelative(call: string): boolean {
  return !/[( ](?:file:|[\\/]|[A-Za-z]:)/.test(call);
}
