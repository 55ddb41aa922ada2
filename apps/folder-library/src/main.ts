import { runPlugin } from "@galaxy-kit/kernel";
import { FolderLibraryPlugin } from "./folder-library.plugin.js";

await runPlugin(FolderLibraryPlugin);
