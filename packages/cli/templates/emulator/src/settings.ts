import { FileField, FolderList, Settings } from "@galaxy-kit/settings";

/** What the user sets, in a form. */
@Settings({ title: "Emulator" })
export class EmulatorSettings {
  @FolderList("Where your games are", { hint: "Subfolders are included.", optional: true })
  readonly folders: readonly string[] = [];

  @FileField("The emulator", { executable: true, optional: true })
  readonly emulator: string = "";
}
