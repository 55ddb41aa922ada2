import { readdirSync } from "node:fs";
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import jsdoc from "eslint-plugin-jsdoc";
import simpleImportSort from "eslint-plugin-simple-import-sort";
import globals from "globals";
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
  "console-page": ["protocol", "console"],
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
/** The page shares a contract with the server, but no code. */
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
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,

  {
    plugins: { "simple-import-sort": simpleImportSort },
    rules: {
      "simple-import-sort/imports": ["error", { groups: [["^\\u0000", "^node:", "^@?\\w", "^", "^\\."]] }],
      "simple-import-sort/exports": "error",
    },
  },

  {
    files: ["**/*.{ts,tsx}"],
    rules: { "no-restricted-syntax": ["error", hashPrivacy] },
  },

  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.test.json", "packages/console-page/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      // Leaves files with decorators alone, where an import that looks like a type is the class that metadata names.
      "@typescript-eslint/consistent-type-imports": "error",
      // Numbers in a template read well and cannot go wrong.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A decorated class may be all metadata: `@GalaxyPlugin(...) class Shop {}`.
      "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
      // `() => socket.end()` and `return socket.end()` are how a callback is written.
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Flags of the wire are combined with `|`, which makes a number of them.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // An error class is picked from the table of errors, and the rule cannot follow that.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // A type parameter that is used once can still carry what the caller's function infers.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // `request<Params, void>(...)`: void as a type argument stands for an answer without content.
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },

  ...sources,
  ...tests,
  page,
  apps,
  testsOfApps,
  bench,

  {
    // An index publishes what is deprecated, too.
    files: ["packages/*/src/index.ts"],
    rules: { "@typescript-eslint/no-deprecated": "off" },
  },

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
    files: ["**/*.{ts,tsx,js,mjs,cjs}"],
    plugins: { jsdoc },
    rules: { "jsdoc/require-hyphen-before-param-description": ["error", "always", { tags: { typeParam: "always" } }] },
  },

  {
    files: ["**/test/**/*.ts"],
    rules: {
      // A handler under test is async because the contract says so, with nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-empty-function": "off",
      // `expect(log.warn)` takes methods off their object on purpose.
      "@typescript-eslint/unbound-method": "off",
      // A test asserts what is there; if it is not, it fails, and that is its job.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      // Authors throw anything and return anything; tests have to do so as well.
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-confusing-void-expression": "off",
      // What came over the wire, and what is wrong on purpose, has no type; the expectations are its check.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unnecessary-condition": "off",
      // `typeof import("...")` types a module that a test replaces.
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    },
  },

  {
    // The test runner of node waits for its tests itself.
    files: ["{apps,packages/cli/templates}/**/*.test.ts"],
    rules: {
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: [{ from: "package", name: "test", package: "node:test" }] },
      ],
    },
  },

  {
    // Type tests are wrong on purpose, and tsc judges them.
    files: ["**/test/types/**/*.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      "@typescript-eslint/ban-ts-comment": "off",
      // Without types the rule does not know that metadata is on.
      "@typescript-eslint/consistent-type-imports": "off",
      "@typescript-eslint/no-unused-vars": "off",
      "@typescript-eslint/no-extraneous-class": "off",
      // An author may write `private`.
      "no-restricted-syntax": "off",
    },
  },

  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: { "no-unused-vars": ["error", { ignoreRestSiblings: true }] },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
);
