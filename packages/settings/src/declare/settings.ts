import { recordCompanion, recordMistake, recordRecipe } from "@galaxy-kit/sdk/extend";
import { SettingsTask } from "../form/settings-task.js";
import { SettingsFiles } from "../live/settings-files.js";
import { SettingsKeeper } from "../live/settings-keeper.js";
import { Declaration, recordOptions, type SettingsClass, type SettingsOptions } from "../model/declaration.js";

/**
 * Makes the fields of a class settings of the integration, which the user can change on a page and in a file. Inject the class: its
 * one instance always has the current values.
 *
 * The class is created without arguments, to learn its defaults. What code assigns to a field is not saved.
 *
 * @example
 * ```ts
 * @Settings({ title: "RetroArch" })
 * export class RetroArchSettings {
 *   @FolderList("Where your ROMs are") readonly romFolders: readonly string[] = [];
 *   @Toggle("Start in full screen") readonly fullScreen: boolean = true;
 * }
 * ```
 */
export function Settings(options: SettingsOptions): (target: SettingsClass) => void {
  return (target) => {
    recordOptions(target, options);
    for (const mistake of new Declaration(target).findMistakes()) recordMistake(target, mistake);
    recordRecipe(target, { inject: [SettingsFiles], make: (files: SettingsFiles) => files.of(target).current });
    recordCompanion(target, SettingsKeeper);
    recordCompanion(target, SettingsTask);
  };
}
