import type { Platform } from "@galaxy-kit/protocol";
import type { TemplateName } from "./templates.js";

/** What has to be known to begin an integration. */
export interface Answers {
  readonly folder: string;
  readonly name: string;
  readonly platform: Platform;
  readonly author: string;
  readonly template: TemplateName;
}

/** What was said on the command line already. */
export type Given = { readonly [Name in keyof Answers]: Answers[Name] | undefined };
