import type { Codec } from "./codec.js";
import type { Findings } from "./findings.js";

/** A property of an object, and how it is sent. */
export interface Field {
  readonly property: string;
  readonly wireName: string;
  readonly codec: Codec<unknown>;
  readonly optional: boolean;
  /** Sent instead of an absent value. */
  readonly fallback: unknown;
}

/** Throws for a value of a property that could not be encoded. */
export type Fail = (value: object, property: string, given: unknown, error: unknown) => never;

type EncodeFields = (value: object, findings: Findings | undefined) => object;

/**
 * Returns a function that reads the fields of an object, one after the other, and encodes them.
 *
 * It is made of source text that names each property. In a loop over the fields, V8 would look up each property and each codec
 * again: that takes three times as long, and an import encodes millions of values. The page of the simulated client, where such code
 * is forbidden, only decodes.
 */
export function compileEncoder(fields: readonly Field[], fail: Fail): EncodeFields {
  const source = `
    ${fields.map((_, index) => `const { codec: codec${index}, fallback: fallback${index} } = fields[${index}];`).join("\n")}
    return (value, findings) => {
      const wire = {};
      let found = findings?.size ?? 0;
      let given;
      ${fields.map(encodeField).join("\n")}
      return wire;
    };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing but the names in our own models becomes code
  const compile = new Function("fields", "fail", source) as (...args: [readonly Field[], Fail]) => EncodeFields;
  return compile(fields, fail);
}

function encodeField({ property, wireName, optional, fallback }: Field, index: number): string {
  const name = JSON.stringify(property);
  return `
      given = value[${name}]${fallback === undefined ? "" : ` ?? fallback${index}`};
      ${optional ? "if (given != null) " : ""}{
        try {
          wire[${JSON.stringify(wireName)}] = codec${index}.encode(given, findings);
        } catch (error) {
          fail(value, ${name}, given, error);
        }
        if (findings && findings.size !== found) found = findings.within(${name}, found);
      }`;
}
