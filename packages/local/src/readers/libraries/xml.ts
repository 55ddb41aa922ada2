import { XMLParser, XMLValidator } from "fast-xml-parser";

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * Parses XML; loads the library.
 *
 * @param arrays - the names of elements that are arrays in any case
 */
export function parseXml(text: string, arrays: readonly string[]): unknown {
  // The package that is to replace it has three more dependencies.
  // oxlint-disable-next-line typescript/no-deprecated
  const result = XMLValidator.validate(text);
  if (result !== true) throw new Error(`line ${result.err.line}: ${result.err.msg}`);
  const parser = new XMLParser({
    attributeNamePrefix: "@",
    ignoreAttributes: false,
    ignoreDeclaration: true,
    parseTagValue: false,
    parseAttributeValue: false,
    // Entities that a document defines itself could expand to gigabytes, or name other files.
    processEntities: false,
    tagValueProcessor: (_name, value) => decodeEntities(value),
    attributeValueProcessor: (_name, value) => decodeEntities(value),
    isArray: (name) => arrays.includes(name),
  });
  return parser.parse(text);
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
