import type { Codec } from "./codec.js";
import type { Findings } from "./findings.js";
import type { Values } from "./layout.js";

/** A property of an object, and how it is sent. */
export interface Field {
  readonly property: string;
  /** In messages. */
  readonly name: string;
  readonly wireName: string;
  readonly codec: Codec<unknown>;
  readonly optional: boolean;
  /** Sent instead of an absent value. */
  readonly fallback: unknown;
}

/** Throws for a value that could not be encoded. */
export type Fail = (value: object, name: string, given: unknown, error: unknown) => never;

type CollectFields = (value: object, values: Values, findings: Findings | undefined) => void;

/**
 * Returns a function that reads the fields of an object, one after the other, and appends their encoded values.
 *
 * It is made of source text that names each property. In a loop over the fields, V8 would look up each property and each codec
 * again: that takes three times as long, and an import encodes millions of values. The page of the simulated client, where such code
 * is forbidden, only decodes.
 */
export function compileCollector(fields: readonly Field[], fail: Fail): CollectFields {
  const source = `
    ${fields.map((_, index) => `const { codec: codec${index}, fallback: fallback${index} } = fields[${index}];`).join("\n")}
    return (value, values, findings) => {
      const { numbers, others } = values;
      let found = findings?.size ?? 0;
      let given;
      ${fields.map(collectField).join("\n")}
    };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- nothing but the names in our own models becomes code
  const compile = new Function("fields", "fail", source) as (...args: [readonly Field[], Fail]) => CollectFields;
  return compile(fields, fail);
}

function collectField({ property, name, codec, optional, fallback }: Field, index: number): string {
  const nameText = JSON.stringify(name);
  const encode = `codec${index}.encode(given, findings)`;
  let collect = `others.push(${encode});`;
  let collectNull = "others.push(null);";
  if (codec.structure) {
    const isNumber = codec.structure.layout.kind === "number";
    const marker = optional && !isNumber ? "numbers.push(1); " : "";
    collect = isNumber
      ? `numbers.push(${encode} ?? NaN);`
      : `${marker}codec${index}.structure.collect(given, values, findings);`;
    collectNull = "numbers.push(NaN);";
  }
  return `
      given = value[${JSON.stringify(property)}]${fallback === undefined ? "" : ` ?? fallback${index}`};
      ${optional ? `if (given == null) ${collectNull} else ` : ""}{
        try {
          ${collect}
        } catch (error) {
          fail(value, ${nameText}, given, error);
        }
        if (findings && findings.size !== found) found = findings.within(${nameText}, found);
      }`;
}
