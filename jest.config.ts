import { existsSync, readdirSync } from "node:fs";
import type { Config } from "jest";

/** Every package and app that has tests, so that a new one needs no line here. jest is started in the root. */
const tested = ["packages", "apps"]
  .flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`))
  .filter((folder) => existsSync(`${folder}/test`))
  .sort();

const project = (folder: string, { mapped, ...others }: Special = {}) => ({
  displayName: folder.replace(/^packages\//, ""),
  rootDir: folder,
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "^.+\\.ts$": ["ts-jest", { useESM: true, tsconfig: "tsconfig.test.json" }] as [string, object] },
  moduleNameMapper: {
    // Tests run on the sources: each module exists once, and a stack trace names the line that was written.
    "^@galaxy-kit/([^/]+)/internal$": "<rootDir>/../../packages/$1/src/internal.ts",
    "^@galaxy-kit/test-support/jest$": "<rootDir>/../../packages/test-support/src/jest/index.ts",
    "^@galaxy-kit/([^/]+)$": "<rootDir>/../../packages/$1/src/index.ts",
    "^(\\.{1,2}/.*)\\.js$": "$1",
    ...mapped,
  },
  ...others,
});

interface Special {
  readonly testEnvironment?: string;
  readonly mapped?: Readonly<Record<string, string>>;
}

/** What a project has beyond the others. */
const special: Readonly<Record<string, Special>> = {
  "packages/cli": {
    testEnvironment: "<rootDir>/../../scripts/jest/cli-environment.mjs",
    mapped: { "^rolldown$": "<rootDir>/../../scripts/jest/rolldown.mjs" },
  },
};

/** The scripts behind `npm start` and `npm test` are plain JavaScript. */
const scripts = {
  displayName: "scripts",
  rootDir: "scripts",
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.mjs"],
  transform: {},
};

const config: Config = {
  // Test files run in parallel, and a machine may be slow: only a test that hangs takes this long.
  testTimeout: 30_000,
  projects: [...tested.map((folder) => project(folder, special[folder])), scripts],
  // Tests wait for processes a lot: one worker for each core, where jest would leave a core to itself.
  maxWorkers: "100%",
  testSequencer: "./scripts/jest/slow-first.mjs",
  reporters: ["default", "./scripts/jest/progress-reporter.mjs"],
  // `npm run coverage`: how much of a package its own tests run.
  coverageProvider: "v8",
  collectCoverageFrom: ["{packages,apps}/*/src/**/*.ts"],
  // Child processes do not count: most of the launcher, and the processes of the command, are tested without being seen here.
  coverageThreshold: { global: { lines: 70 } },
  coverageReporters: ["text-summary", "json-summary", "html"],
};
export default config;
