import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../workspace.mjs";

/** Packages that authors import, in the order of the reference. */
const documentedPackages = ["sdk", "kernel", "local", "http", "login", "settings", "state", "testing"];

const folder = join(root, "docs/reference/api");

/**
 * Writes the API reference as Markdown: a page for each group of exports in the index.ts of a package, with the declarations as the
 * compiler has emitted them. The packages have to be built.
 */
export function writeApiReference() {
  const entries = documentedPackages.map((name) => join(root, "packages", name, "dist/index.d.ts"));
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: [] };
  const program = ts.createProgram(entries, options);
  const packages = documentedPackages.map((name, index) => readPackage(name, program, entries[index]));
  const links = new Map(packages.flatMap(linksInto));
  rmSync(folder, { recursive: true, force: true });
  for (const one of packages) {
    mkdirSync(join(folder, one.name), { recursive: true });
    writeFileSync(join(folder, one.name, "index.md"), packagePage(one, links));
    for (const group of one.groups)
      writeFileSync(join(folder, one.name, `${group.slug}.md`), groupPage(one, group, links));
  }
  writeFileSync(join(folder, "index.md"), overview(packages));
}

/** Returns what the sidebar shows: the packages, each with its groups. Needs no build. */
export function apiSections() {
  return documentedPackages.map((name) => ({ name, groups: readGroups(name) }));
}

function readPackage(name, program, entry) {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const exported = new Map(
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(file))
      .map((symbol) => [symbol.name, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol]),
  );
  const groups = readGroups(name).map((group) => ({
    ...group,
    items: group.names.map((name) => ({ name, declarations: exported.get(name)?.declarations ?? [] })),
  }));
  return { name, groups, description: packageComment(readFileSync(entry, "utf8")) };
}

/** Reads the groups of exports: each starts with a comment that says what it contains. */
function readGroups(name) {
  const text = readFileSync(join(root, "packages", name, "src/index.ts"), "utf8");
  const file = ts.createSourceFile("index.ts", text, ts.ScriptTarget.ES2022);
  const groups = [];
  for (const statement of file.statements.filter(ts.isExportDeclaration)) {
    const [comment] = (ts.getLeadingCommentRanges(text, statement.pos) ?? [])
      .map(({ pos, end }) => plainText(text.slice(pos, end)))
      .filter((comment) => !comment.includes("@packageDocumentation"));
    if (comment || groups.length === 0) groups.push(groupOf(comment ?? "Everything.", name));
    groups.at(-1).names.push(...statement.exportClause.elements.map((element) => element.name.text));
  }
  return groups;
}

function groupOf(comment, packageName) {
  const title = comment.replace(/\.$/, "");
  const isOnly = title === "Everything";
  const short = title.split(/[:(]/)[0].trim();
  return {
    title: isOnly ? `@galaxy-kit/${packageName}` : title,
    short: isOnly ? "Everything" : short,
    slug: short
      .toLowerCase()
      .replace(/[^a-z]+/g, "-")
      .replace(/^-|-$/g, ""),
    names: [],
  };
}

function linksInto({ name, groups }) {
  return groups.flatMap(({ slug, items }) =>
    items.map((item) => [item.name, `/reference/api/${name}/${slug}#${item.name.toLowerCase()}`]),
  );
}

function overview(packages) {
  const rows = packages.map(({ name, description }) => {
    const [sentence] = description.split(/(?<=\.)\s/);
    return `| [@galaxy-kit/${name}](./${name}/index.md) | ${sentence} |`;
  });
  return `---\neditLink: false\n---\n\n# API reference\n\nMade from the declarations and comments of the packages.\n\n| Package | |\n|---|---|\n${rows.join("\n")}\n`;
}

function packagePage({ name, groups, description }, links) {
  const lists = groups.map(({ title, slug, names }) => {
    const items = names.map((item) => `[\`${item}\`](./${slug}.md#${item.toLowerCase()})`);
    return `## [${title}](./${slug}.md)\n\n${items.join(" · ")}\n`;
  });
  return `---\neditLink: false\n---\n\n# @galaxy-kit/${name}\n\n${withLinks(description, links)}\n\n${lists.join("\n")}`;
}

function groupPage({ name }, { title, items }, links) {
  const sections = items.map((item) => section(item, links));
  return `---\noutline: 2\neditLink: false\n---\n\n# ${title}\n\nFrom \`@galaxy-kit/${name}\`.\n\n${sections.join("\n")}`;
}

function section({ name, declarations }, links) {
  const code = declarations.map(declarationText).join("\n");
  const { text, parameters, examples } = documentation(declarations);
  const list = parameters.map(([of, what]) => `- \`${of}\`: ${what}`).join("\n");
  const parts = [
    `## ${name}`,
    text,
    `\`\`\`ts\n${code}\n\`\`\``,
    list,
    ...examples.map((example) => `For example:\n\n${example}`),
  ];
  return `${parts
    .filter(Boolean)
    .map((part) => withLinks(part, links))
    .join("\n\n")}\n`;
}

/** Returns a declaration as an editor shows it: with the comments of its members, without its own. */
function declarationText(declaration) {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = statement.getText().replace(/^export (?:default )?(?:declare )?/, "");
  return text.replaceAll(/^( {4})+/gm, (indent) => " ".repeat(indent.length / 2));
}

/** Reads the comments of declarations; overloads often share one. The compiler's own parser takes decorators in examples for tags. */
function documentation(declarations) {
  const texts = new Set();
  const parameters = new Map();
  const examples = new Set();
  for (const [tag, text] of declarations.flatMap(commentParts)) {
    const [, name = "", what = ""] = /^(\w+)\s*(?:-\s*)?([^]*)$/.exec(text) ?? [];
    if (tag === "param" && what) parameters.set(name, what);
    else if (tag === "example") examples.add(text);
    else if (tag === "returns") texts.add(`Returns ${sentence(text)}`);
    else if (tag === "throws") texts.add(`Throws ${sentence(text)}`);
    else if (tag === "experimental") texts.add("Experimental.");
    else if (tag === undefined && text) texts.add(text);
  }
  return { text: [...texts].join("\n\n"), parameters: [...parameters], examples: [...examples] };
}

/** Returns the parts of a comment, each with its tag; the first one has none. */
function commentParts(declaration) {
  const holder = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return (holder.jsDoc ?? []).flatMap((comment) => {
    const parts = plainText(comment.getText()).split(
      /^@(?=(?:param|returns|throws|example|typeParam|experimental|deprecated)\b)/m,
    );
    return parts.map((part, index) => {
      if (index === 0) return [undefined, part.trim()];
      const [, tag, text] = /^(\w+)\s*([^]*)$/.exec(part);
      return [tag, text.trim()];
    });
  });
}

const sentence = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Turns `{@link X}` and `{@link X | text}` into links where the reference has X. */
function withLinks(text, links) {
  return text.replaceAll(/\{@link\s+([\w.]+)(?:\s*\|\s*([^}]+)|\s+([^}]+))?\}/g, (_match, name, label, other) => {
    const shown = label ?? other ?? `\`${name}\``;
    const target = links.get(name.split(".")[0]);
    return target ? `[${shown.trim()}](${target})` : shown;
  });
}

function packageComment(text) {
  const [comment = ""] = /\/\*\*[^]*?@packageDocumentation[^]*?\*\//.exec(text) ?? [];
  return plainText(comment).replace("@packageDocumentation", "").trim();
}

function plainText(comment) {
  return comment
    .replace(/^\/\*\*?|\*\/$/g, "")
    .replaceAll(/^ *\* ?/gm, "")
    .trim();
}
