import type { Awaitable } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";

/** @returns what the user should know, or undefined if there is nothing */
export type SettingsNoticeHandler = () => Awaitable<string | undefined>;

/** Methods that have something to say above the forms with settings. */
export const NOTICES = contributionPoint<SettingsNoticeHandler>("settings/notices");
