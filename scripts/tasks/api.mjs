import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { build } from "../build.mjs";
import { install } from "../install.mjs";
import { root } from "../workspace.mjs";

/** Packages that authors write against. Everything they export appears in api/, so that a review sees it change. */
const REPORTED_PACKAGES = ["sdk", "http", "state", "settings", "local", "login", "testing"];

/** Writes the API reports; with --check, fails if a committed report differs from the code. */
export async function run(args) {
  await install();
  await build();
  const isCheck = args.includes("--check");
  const configurations = REPORTED_PACKAGES.map(configurationOf);
  // One compiler reads what the packages share once.
  const compilerState = CompilerState.create(configurations[0], {
    additionalEntryPoints: configurations.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  });
  const stale = REPORTED_PACKAGES.filter((_name, index) => !report(configurations[index], { compilerState, isCheck }));
  if (stale.length === 0) return 0;
  console.error(`The public API of ${stale.join(", ")} has changed. Run "npm run api" and commit the changes in api/.`);
  return 1;
}

function configurationOf(name) {
  const folder = join(root, "packages", name);
  const reportFolder = join(root, "api");
  const temporary = join(root, "node_modules", ".cache", "galaxy-kit", "api");
  for (const needed of [reportFolder, temporary]) mkdirSync(needed, { recursive: true });
  return ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, "package.json"),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, "dist", "index.d.ts"),
      // What a package re-exports from the protocol is part of its API.
      bundledPackages: ["@galaxy-kit/protocol"],
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "es2022",
            module: "nodenext",
            moduleResolution: "nodenext",
            strict: true,
            skipLibCheck: true,
            types: ["node"],
          },
          files: [join(folder, "dist", "index.d.ts")],
        },
      },
      apiReport: { enabled: true, reportFolder, reportTempFolder: temporary, reportFileName: `${name}.api.md` },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { default: { logLevel: "none" } },
        tsdocMessageReporting: { default: { logLevel: "none" } },
      },
    },
  });
}

/** Returns whether the report matches the code, which it does after it was written. */
function report(configuration, { compilerState, isCheck }) {
  const result = Extractor.invoke(configuration, {
    compilerState,
    localBuild: !isCheck,
    messageCallback: (message) => {
      message.handled = message.logLevel !== "error";
    },
  });
  return isCheck ? !result.apiReportChanged : true;
}
