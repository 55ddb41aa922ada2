import { GalaxyPlugin, Platform } from "@galaxy-kit/sdk";
import { FormLogin } from "@galaxy-kit/settings";
import { LibrarySettings } from "./library-settings.js";
import { Library } from "./library.js";

/** Games in folders. */
@GalaxyPlugin({ platform: Platform.Test, services: [Library] })
@FormLogin(LibrarySettings)
export class FolderLibraryPlugin {}
