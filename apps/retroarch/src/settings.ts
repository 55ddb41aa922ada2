import { FileField, FolderField, Settings, TextField, Toggle } from "@galaxy-kit/settings";

@Settings({ title: "RetroArch" })
export class RetroArchSettings {
  @FolderField("Folder with retroarch.cfg, if it is not found", { optional: true }) readonly folder: string = "";
  @FileField("RetroArch program, if it is not found", { optional: true }) readonly program: string = "";
  @TextField("Core for games without one, such as mesen", { optional: true }) readonly core: string = "";
  @Toggle("Start in full screen") readonly fullScreen: boolean = true;
}
