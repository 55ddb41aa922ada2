import { posix } from "node:path";
import type { Plugin } from "rolldown";
import { Visitor } from "rolldown/utils";
import { applyEdits, type Edit } from "./edit.js";
import type { ModulePlaces } from "./module-place.js";

/**
 * Lets the project's modules find the files next to them after bundling: `import.meta` still reports each module's place in
 * the project, with the packed folder standing in for the project.
 */
export function importMeta(places: ModulePlaces): Plugin {
  return {
    name: "import-meta",
    transform(code, id) {
      if (!code.includes("import.meta") || !places.isOwn(id)) return null;
      const place = places.nameOf(id);
      const edits: Edit[] = [];
      const visitor = new Visitor({
        MemberExpression({ object, property, start, end }) {
          if (object.type !== "MetaProperty" || property.type !== "Identifier") return;
          const text = expressionFor(property.name, place);
          if (text !== undefined) edits.push({ start, end, text });
        },
      });
      visitor.visit(this.parse(code));
      return { code: applyEdits(code, edits), map: null };
    },
  };
}

function expressionFor(property: string, place: string): string | undefined {
  const inFolder = (path: string): string => `require("node:path").join(__dirname, ${JSON.stringify(path)})`;
  switch (property) {
    case "url":
      return `require("node:url").pathToFileURL(${inFolder(place)}).href`;
    case "filename":
      return inFolder(place);
    case "dirname":
      return inFolder(posix.dirname(place));
    default:
      return undefined;
  }
}
