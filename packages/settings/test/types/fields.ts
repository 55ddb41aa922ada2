import { Service } from "@galaxy-kit/sdk";
import {
  CheckSettings,
  Choice,
  FileField,
  FolderList,
  NumberField,
  OnSettingsChange,
  SecretField,
  Settings,
  type StandardSchemaV1,
  TextField,
  TextList,
  Toggle,
} from "../../src/index.js";

declare const textSchema: StandardSchemaV1<string, string>;
declare const numberSchema: StandardSchemaV1<number, number>;

@Settings({ title: "Right" })
export class Right {
  @TextField("Text", { pattern: /\w+/, schema: textSchema }) readonly text: string = "";
  @SecretField("Secret", { optional: true }) secret = "";
  @NumberField("Number", { min: 0, max: 10, integer: true, schema: numberSchema }) volume = 5;
  @Toggle("Boolean", { hint: "On or off" }) on = true;
  @Choice("By label", { eu: "Europe", us: "America" }) readonly region: "eu" | "us" = "eu";
  @Choice("By value", ["a", "b"]) readonly letter: "a" | "b" | "c" = "a";
  @Choice("As a text", ["a", "b"]) readonly anyLetter: string = "a";
  @FileField("File", { executable: true, mustExist: false }) file = "";
  @FolderList("Folders", { min: 1 }) folders: string[] = [];
  @TextList("Texts") readonly texts: readonly string[] = [];

  @CheckSettings()
  check(next: Right, _signal: AbortSignal) {
    return next.on ? [{ field: "text" as const, message: "is needed" }] : [];
  }
}

export class Wrong {
  // @ts-expect-error the form gives any text
  @TextField("Text") readonly one: "a" | "b" = "a";
  // @ts-expect-error it is a text
  @TextField("Number") readonly two: number = 1;
  // @ts-expect-error it always has a value
  @TextField("Text") readonly three?: string;
  // @ts-expect-error it may be false
  @Toggle("Boolean") readonly four = true as const;
  // @ts-expect-error c is not one of the property's values
  @Choice("Letter", ["a", "b", "c"]) readonly five: "a" | "b" = "a";
  // @ts-expect-error it is a list
  @FolderList("Folders") readonly six: string = "";
  // @ts-expect-error it is one path
  @FileField("File") readonly seven: readonly string[] = [];
  // @ts-expect-error a schema of another type
  @TextField("Text", { schema: numberSchema }) readonly eight: string = "";
  // @ts-expect-error a number always has a value
  @NumberField("Number", { optional: true }) readonly nine: number = 1;
  // @ts-expect-error texts do not have a smallest value
  @TextField("Text", { min: 1 }) readonly ten: string = "";
  // @ts-expect-error settings belong to an instance
  @TextField("Text") static readonly eleven: string = "";
  // @ts-expect-error the label comes first
  @Toggle({ hint: "On or off" }) readonly twelve: boolean = true;
  // @ts-expect-error the page could not set it
  @TextField("Text") private readonly thirteen: string = "";
  // @ts-expect-error it is not a method
  @TextField("Text") fourteen() {
    return this.thirteen;
  }
}

// @ts-expect-error it is created without arguments, to learn the defaults
@Settings({ title: "Wrong" })
export class NeedsArguments {
  constructor(readonly text: string) {}
}

// @ts-expect-error a title is needed
@Settings({})
export class NoTitle {}

@Service()
export class Listener {
  @OnSettingsChange(Right)
  right(_changed: readonly (keyof Right)[], _signal: AbortSignal) {}

  @OnSettingsChange(Right)
  rightWithoutArguments() {}

  // @ts-expect-error it gets the names of settings
  @OnSettingsChange(Right)
  wrong(_settings: Right) {}

  // @ts-expect-error it gets names of the settings that it names
  @OnSettingsChange(Right)
  wrongNames(_changed: readonly "color"[]) {}

  @CheckSettings(Right)
  async check({ secret }: Right, _signal: AbortSignal) {
    return await Promise.resolve(secret === "" ? [{ message: "is needed" }] : []);
  }

  @CheckSettings(Right)
  nothingToSay(_next: Right) {}

  // @ts-expect-error there is no such field
  @CheckSettings(Right)
  wrongField(_next: Right) {
    return [{ field: "color" as const, message: "is wrong" }];
  }

  // @ts-expect-error a list of problems
  @CheckSettings(Right)
  wrongResult(_next: Right) {
    return "is wrong";
  }

  // @ts-expect-error in a service, name the class
  @CheckSettings()
  unnamed(_next: Right) {}
}
