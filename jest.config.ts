/**
 * `npm run typecheck` checks this file, so ts-node need not: that would take two seconds at each start.
 *
 * @jest-config-loader-options {"transpileOnly": true, "compilerOptions": {"module": "CommonJS", "target": "ES2022"}}
 */
import { availableParallelism } from "node:os";
import type { Config } from "jest";

// Not one of jest's projects for each package: each would transform the sources that they share again.
const config: Config = {
  // Every package and app, so that a new one needs no line here.
  roots: ["<rootDir>/packages", "<rootDir>/apps", "<rootDir>/scripts"],
  testMatch: ["<rootDir>/{packages,apps}/*/test/**/*.test.ts", "<rootDir>/scripts/test/**/*.test.mjs"],
  testEnvironment: "./scripts/jest/environment.mjs",
  extensionsToTreatAsEsm: [".ts"],
  // The scripts behind `npm start` and `npm test` are plain JavaScript.
  transform: { "^.+\\.ts$": ["./scripts/jest/transformer.mjs", { useESM: true, tsconfig: "tsconfig.test.json" }] },
  moduleNameMapper: {
    // Tests run on the sources: each module exists once, and a stack trace names the line that was written.
    "^@galaxy-kit/([^/]+)/(extend|internal|session)$": "<rootDir>/packages/$1/src/$2.ts",
    "^@galaxy-kit/test-support/jest$": "<rootDir>/packages/test-support/src/jest/index.ts",
    "^@galaxy-kit/([^/]+)$": "<rootDir>/packages/$1/src/index.ts",
    "^(rolldown|playwright-core)$": "<rootDir>/scripts/jest/native/$1.mjs",
    "^(\\.{1,2}/.*)\\.js$": "$1",
  },
  // Test files run in parallel, and a machine may be slow: only a test that hangs takes this long.
  testTimeout: 30_000,
  // Tests wait for processes a lot: four workers on two cores, where jest would start one.
  maxWorkers: availableParallelism() * 2,
  testSequencer: "./scripts/jest/slow-first.mjs",
  reporters: ["default", "./scripts/jest/progress-reporter.mjs"],
  // `npm run coverage`: how much of a package its own tests run.
  coverageProvider: "v8",
  collectCoverageFrom: ["{packages,apps}/*/src/**/*.ts"],
  // Child processes do not count: most of the launcher, and the processes of the command, are tested without being seen here.
  coverageThreshold: { global: { lines: 84 } },
  coverageReporters: ["text-summary", "json-summary", "html"],
};
export default config;
