import { editList } from "./jsonc-list-editor.js";
import { type Document, readJsonc } from "./jsonc-reader.js";

/** A member to set. */
export interface Edit {
  readonly key: string;
  readonly value: unknown;
  /** The lines above it, if it is new. */
  readonly comment: readonly string[];
}

/**
 * Sets members of the outermost object. Everything else stays as it is: comments, order, indentation, line ends, other members.
 *
 * @throws `JsoncSyntaxError` if the text is not valid
 */
export function editJsonc(text: string, edits: readonly Edit[]): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return edits.reduce((edited, edit) => {
    const document = readJsonc(edited);
    const indent = indentOf(edited, document);
    const value = JSON.stringify(edit.value, undefined, indent).replaceAll("\n", eol + indent);
    const member = document.members.get(edit.key);
    const list = member && Array.isArray(edit.value) ? editList(edited, member, edit.value) : undefined;
    return member
      ? edited.slice(0, member.start) + (list ?? value) + edited.slice(member.end)
      : insert(edited, document, { ...edit, value }, { indent, eol });
  }, text);
}

interface Layout {
  readonly indent: string;
  readonly eol: string;
}

function insert(
  text: string,
  { brace, missingComma, members }: Document,
  { key, value, comment }: Omit<Edit, "value"> & { readonly value: string },
  { indent, eol }: Layout,
): string {
  const before = text.slice(0, brace).trimEnd();
  const head = missingComma === undefined ? before : `${before.slice(0, missingComma)},${before.slice(missingComma)}`;
  const gap = members.size > 0 && comment.length > 0 ? eol : "";
  const lines = [...comment.map((line) => `// ${line}`), `${JSON.stringify(key)}: ${value}`];
  return `${head}${eol}${gap}${lines.map((line) => indent + line).join(eol)}${eol}${text.slice(brace)}`;
}

function indentOf(text: string, { members }: Document): string {
  for (const { start } of members.values()) {
    const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
    const [indent] = /^[ \t]+(?=")/.exec(line) ?? [];
    if (indent !== undefined) return indent;
  }
  return "  ";
}
