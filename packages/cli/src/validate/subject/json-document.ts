import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic, Place } from "@galaxy-kit/protocol";
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { type CliDiagnostic, error, warning } from "../../diagnostics/diagnostic.js";
import { positionAt } from "./position.js";

/** Files that describe an integration are shorter. */
const MAX_BYTES = 1024 * 1024;
const BYTE_ORDER_MARK = /^\uFEFF/;

/** A JSON file that knows the line and column of each of its members. */
export class JsonDocument {
  private constructor(
    private readonly file: string,
    /** Everything that prevents this or another program from reading the file. */
    readonly diagnostics: readonly CliDiagnostic[],
    private readonly text = "",
    private readonly root?: Node,
  ) {}

  /** Resolves to `undefined` if there is no such file. */
  static async read(folder: string, file: string): Promise<JsonDocument | undefined> {
    const path = join(folder, file);
    try {
      const { size } = await stat(path);
      if (size <= MAX_BYTES) return JsonDocument.#parse(file, await readFile(path, "utf8"));
      return JsonDocument.#unreadable(file, `has ${size} bytes`, `Keep it below ${MAX_BYTES} bytes.`);
    } catch (failure) {
      const { code, message } = failure as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      return JsonDocument.#unreadable(file, `cannot be read: ${message}`, "Make it a readable file.");
    }
  }

  static #unreadable(file: string, message: string, remedy: string): JsonDocument {
    return new JsonDocument(file, [error("unreadable-file", { file, message, remedy })]);
  }

  static #parse(file: string, content: string): JsonDocument {
    const text = content.replace(BYTE_ORDER_MARK, "");
    const failures: ParseError[] = [];
    const root = parseTree(text, failures, { disallowComments: true });
    // Later errors are mostly consequences of the first.
    const [failure] = failures;
    if (failure) {
      const place = { file, ...positionAt(text, failure.offset) };
      const message = `is not valid JSON: ${wordsOf(failure)}`;
      return new JsonDocument(file, [error("invalid-json", { ...place, message, remedy: "Fix the syntax." })]);
    }
    const marked = warning("byte-order-mark", {
      file,
      line: 1,
      column: 1,
      message: "starts with a byte order mark, which some programs cannot read",
      remedy: "Save it as UTF-8 without a byte order mark.",
    });
    return new JsonDocument(file, text === content ? [] : [marked], text, root);
  }

  /** The parsed value; undefined if the file is not valid JSON. */
  get value(): unknown {
    return this.root && (getNodeValue(this.root) as unknown);
  }

  /** Returns the place of a member. If it is missing, returns the place of the nearest member around it. */
  place(...path: readonly string[]): Place {
    if (!this.root) return { file: this.file };
    const lengths = path.map((_, index) => path.length - index);
    const nodes = lengths.map((length) => this.root && findNodeAtLocation(this.root, path.slice(0, length)));
    const node = nodes.find((one) => one !== undefined) ?? this.root;
    return { file: this.file, ...positionAt(this.text, (node.parent ?? node).offset) };
  }

  /** Adds the place of the member that a diagnostic is about. */
  locate(diagnostic: Diagnostic): Diagnostic {
    return { ...diagnostic, ...this.place(...(diagnostic.subject ?? "").split(".")) };
  }
}

/** `CommaExpected` → `comma expected`. */
function wordsOf({ error: code }: ParseError): string {
  return printParseErrorCode(code)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
}
