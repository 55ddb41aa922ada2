import { readdirSync } from "node:fs";
import jsdoc from "eslint-plugin-jsdoc";
import simpleImportSort from "eslint-plugin-simple-import-sort";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * Our packages that the sources of each package may import: only rows above its own. Authors do not use "…/internal"; "…/extend" is for
 * packages with decorators of their own.
 */
const arrows = {
  protocol: [],
  sdk: ["protocol"],
  kernel: ["protocol", "sdk", "sdk/internal"],
  http: ["sdk", "sdk/extend"],
  state: ["sdk", "sdk/extend"],
  settings: ["sdk", "sdk/extend", "state"],
  local: ["sdk", "sdk/extend", "state"],
  login: ["sdk", "sdk/extend", "state", "http", "settings", "settings/extend"],
  // It provides itself to scenarios written in TypeScript.
  simulator: ["protocol", "simulator"],
  testing: ["sdk", "sdk/internal", "kernel", "kernel/internal", "protocol", "state"],
  console: ["protocol", "simulator"],
  "console-page": ["protocol", "console", "console/session"],
  cli: ["protocol", "simulator", "console"],
  create: ["cli"],
  // Tests only; no source may import it.
  "test-support": [],
};
/** One style of privacy: `#name`, which holds at run time. Parameter properties have no such form, and stay `private`. */
const hashPrivacy = {
  selector: ":matches(PropertyDefinition, MethodDefinition[kind!='constructor'])[accessibility='private']",
  message: "Use #name instead of private name.",
};

const everyPackage = Object.keys(arrows);
/** Packages whose exports an author sees in the editor. */
const documented = ["sdk", "http", "state", "settings", "local", "login", "testing"];

for (const { name } of readdirSync("packages", { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  if (!(name in arrows)) throw new Error(`eslint.config.js: packages/${name} needs a row in the table of arrows.`);
}

const sources = everyPackage.map((name) => boundary(`packages/${name}/src/**`, arrows[name]));
const tests = everyPackage.map((name) => {
  // A test may import any package, but "…/internal" only if the sources of its package may.
  const internal = arrows[name].filter((allowed) => allowed.endsWith("/internal"));
  return boundary(`packages/${name}/test/**`, [
    ...everyPackage,
    "sdk/extend",
    "settings/extend",
    ...internal,
    "test-support/jest",
  ]);
});
/** The page shares a contract with the server, but no code except for recorded sessions. */
const page = {
  files: ["packages/console-page/src/**/*.{ts,tsx}"],
  rules: {
    "@typescript-eslint/no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: "^@galaxy-kit/console$",
            allowTypeImports: true,
            message: "The page imports only types of console.",
          },
        ],
      },
    ],
  },
};
const apps = boundary("{apps,packages/cli/templates}/**", everyPackage);
const testsOfApps = boundary("apps/*/test/**", [...everyPackage, "test-support/jest"]);
/** It counts what the kernel does, through the kernel's internals. */
const bench = boundary("apps/bench/**", [...everyPackage, "bench-integration", "kernel/internal"]);

/** Covers `import`, `export from`, `import()` and `import('...')` types. */
function boundary(files, allowed) {
  const ours = `^@galaxy-kit/(?!(?:${allowed.join("|") || "nothing"})$)`;
  const intoAnotherPackage = "^(?:\\.\\./)+(?:(?:packages|apps)/|[^./][^/]*/(?:src|dist|test)/)";
  const oursMessage = `These files may import of ours: ${allowed.join(", ") || "nothing"} (the table in eslint.config.js).`;
  const relativeMessage = "Import another package by its name, not by its path.";
  const literal = (regex, message) => ({
    selector: `:matches(ImportExpression, TSImportType) Literal[value=/${regex.replaceAll("/", "\\/")}/]`,
    message,
  });
  return {
    files: [files],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: ours, message: oursMessage },
            { regex: intoAnotherPackage, message: relativeMessage },
          ],
        },
      ],
      "no-restricted-syntax": [
        "error",
        hashPrivacy,
        literal(ours, oursMessage),
        literal(intoAnotherPackage, relativeMessage),
      ],
    },
  };
}

export default defineConfig(
  { ignores: ["**/dist/", "**/coverage/", "**/node_modules/", "docs/.vitepress/cache/"] },
  { linterOptions: { reportUnusedDisableDirectives: "off" } },

  {
    plugins: { "simple-import-sort": simpleImportSort },
    rules: {
      "no-dupe-args": "error",
      "no-octal": "error",
      "simple-import-sort/exports": "error",
    },
  },

  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      // As in tsconfig.base.json.
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    rules: {
      // Leaves files with decorators alone, where an import that looks like a type is the class that metadata names. In oxlint, it does not.
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": ["error", hashPrivacy],
    },
  },

  // oxlint misses a use behind `as`.
  { rules: { "no-unused-private-class-members": "error" } },

  ...sources,
  ...tests,
  page,
  apps,
  testsOfApps,
  bench,

  {
    files: documented.map((name) => `packages/${name}/src/**/*.ts`),
    plugins: { jsdoc },
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          enableFixer: false,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: [
            "TSInterfaceDeclaration",
            // A type that only gives another one a name needs no docstring.
            'TSTypeAliasDeclaration:not([typeAnnotation.type="TSTypeReference"])',
            "TSEnumDeclaration",
            "ExportNamedDeclaration > VariableDeclaration",
          ],
        },
      ],
    },
  },

  {
    files: ["**/test/**/*.ts"],
    rules: {
      // `typeof import("...")` types a module that a test replaces.
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    },
  },

  {
    // Type tests are wrong on purpose, and an author may write `private`.
    files: ["**/test/types/**/*.ts"],
    rules: { "@typescript-eslint/consistent-type-imports": "off", "no-restricted-syntax": "off" },
  },

  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs" } },
);
