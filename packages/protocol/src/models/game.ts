import { id, label, list, object, oneOf, optional, string } from "../codec/index.js";

/** How a user came to own something. */
export const LicenseType = {
  Unknown: "Unknown",
  SinglePurchase: "SinglePurchase",
  FreeToPlay: "FreeToPlay",
  /** Another user's license that is shared with this user, for example in a family library. */
  OtherUserLicense: "OtherUserLicense",
} as const;
export type LicenseType = (typeof LicenseType)[keyof typeof LicenseType];

/** The license under which the user owns something. */
export interface LicenseInfo {
  /** How the user came to own it. */
  readonly licenseType: LicenseType;
  /** The owner of the license, for `OtherUserLicense`. */
  readonly owner?: string | undefined;
}

export const licenseInfo = object<LicenseInfo>("a LicenseInfo", {
  licenseType: oneOf(Object.values(LicenseType)),
  owner: optional(string),
});

/** Downloadable content that the user owns. */
export interface Dlc {
  /** The DLC's id on the platform. */
  readonly dlcId: string;
  /** The title that GALAXY shows. */
  readonly dlcTitle: string;
  readonly licenseInfo: LicenseInfo;
}

export const dlc = object<Dlc>("a Dlc", { dlcId: id, dlcTitle: label, licenseInfo });

/** A game that the user owns. */
export interface Game {
  /** The game's id on the platform. It must be the same in every call. */
  readonly gameId: string;
  /** The title. GALAXY uses it to find the cover and the description. */
  readonly gameTitle: string;
  /** The DLC for this game that the user owns. */
  readonly dlcs?: readonly Dlc[] | undefined;
  readonly licenseInfo: LicenseInfo;
}

export const game = object<Game>("a Game", {
  gameId: id,
  gameTitle: label,
  dlcs: optional(list(dlc, "dlcId")),
  licenseInfo,
});
