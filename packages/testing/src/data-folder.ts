import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Lifetime, type Provider } from "@galaxy-kit/sdk";
import { DataFolder } from "@galaxy-kit/state";

/** Provides the folders of an integration under test: those in the given folder, or temporary ones. */
export function dataFolderFor(folder: string | undefined): Provider {
  if (folder !== undefined) return { provide: DataFolder, useValue: DataFolder.in(folder) };
  return { provide: DataFolder, inject: [Lifetime], useFactory: temporaryFolder };
}

function temporaryFolder(lifetime: Lifetime): DataFolder {
  const folder = mkdtempSync(join(tmpdir(), "galaxy-kit-test-"));
  // Whatever uses the folder has been created later, so it is closed earlier.
  lifetime.onShutdown(() => rm(folder, { recursive: true, force: true }));
  return DataFolder.in(folder);
}
