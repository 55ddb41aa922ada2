/**
 * Settings of a GOG GALAXY integration: one declaration gives a file, a form page and live values. Every export is public API.
 *
 * @packageDocumentation
 */

/** The declaration. */
export {
  Choice,
  type FieldDecorator,
  type FieldOptions,
  FileField,
  type FileFieldOptions,
  FileList,
  type FileListOptions,
  FolderField,
  type FolderFieldOptions,
  FolderList,
  type FolderListOptions,
  type ListOptions,
  type MismatchedField,
  NumberField,
  type NumberFieldOptions,
  SecretField,
  TextField,
  type TextFieldOptions,
  TextList,
  type TextListOptions,
  Toggle,
} from "./declare/fields.js";
export { Settings } from "./declare/settings.js";
export type { Migration, SettingsClass, SettingsOptions } from "./model/declaration.js";
export type { StandardSchemaV1 } from "./model/schema.js";

/** Changes, and checks before them. */
export { CheckSettings, type OwnCheckDecorator } from "./declare/check-settings.js";
export { OnSettingsChange } from "./declare/on-settings-change.js";
export type { OnSettingsChangeHandler } from "./live/change-point.js";
export type { CheckSettingsHandler, SettingsCorrection, SettingsFinding, SettingsProblem } from "./live/check-point.js";

/** Login. */
export { FormLogin, type FormLoginOptions } from "./login/form-login.js";

/** Secrets. */
export { type DataProtection, protectSecretsWith, SecretProtector } from "./live/secret-protector.js";

/** The user's browser, for a test. */
export { SystemBrowser } from "./page/system-browser.js";
