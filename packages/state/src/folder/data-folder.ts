import { homedir } from "node:os";
import { join } from "node:path";
import { PluginIdentity } from "@galaxy-kit/sdk";
import { recordRecipe } from "@galaxy-kit/sdk/extend";
import { identityOf } from "./identity.js";
import { userFolders } from "./user-folders.js";

/**
 * The folders of this integration for this user. Inject it.
 *
 * They survive updates, and what GALAXY deletes when the user disconnects. They are created by the first `replaceFile()` or
 * `Journal`. In a test, they are temporary.
 *
 * | | Linux | macOS | Windows |
 * |---|---|---|---|
 * | `data` | `~/.local/share/galaxy-kit/ID` | `~/Library/Application Support/galaxy-kit/ID/data` | `%LOCALAPPDATA%\galaxy-kit\ID\data` |
 * | `config` | `~/.config/galaxy-kit/ID` | `~/Library/Application Support/galaxy-kit/ID/config` | `%LOCALAPPDATA%\galaxy-kit\ID\config` |
 * | `cache` | `~/.cache/galaxy-kit/ID` | `~/Library/Caches/galaxy-kit/ID` | `%LOCALAPPDATA%\galaxy-kit\ID\cache` |
 *
 * `ID` is `platform_guid` of an installed integration, and the name in package.json during development,
 * with that of the variant if there are some. Linux honors the
 * `XDG_*_HOME` variables. With `GALAXY_KIT_DATA_DIR`, all are in `$GALAXY_KIT_DATA_DIR/ID`.
 */
export abstract class DataFolder {
  /** For what cannot be fetched again. */
  abstract readonly data: string;
  /** For what the user may change by hand. */
  abstract readonly config: string;
  /** For what can be fetched again; a cleaner may empty it. */
  abstract readonly cache: string;

  /** Returns the folders below another one, for a test or a tool. */
  static in(folder: string): DataFolder {
    return { data: join(folder, "data"), config: join(folder, "config"), cache: join(folder, "cache") };
  }
}

recordRecipe(DataFolder, {
  inject: [PluginIdentity],
  make: ({ variant }: PluginIdentity): DataFolder => {
    const { platform, env, argv } = process;
    return userFolders(identityOf(argv[1] ?? process.execPath, variant), { platform, env, home: homedir() });
  },
});
