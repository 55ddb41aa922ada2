import { array, object, oneOf, optional, string } from "../codec/index.js";

/** How a user came to own something. */
export const LicenseType = {
  Unknown: "Unknown",
  SinglePurchase: "SinglePurchase",
  FreeToPlay: "FreeToPlay",
  /** The license of another user, shared with this one, such as in a family library. */
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
  /** The id of the DLC on the platform. */
  readonly dlcId: string;
  /** The title that GALAXY shows. */
  readonly dlcTitle: string;
  readonly licenseInfo: LicenseInfo;
}

export const dlc = object<Dlc>("a Dlc", { dlcId: string, dlcTitle: string, licenseInfo });

/** A game that the user owns. */
export interface Game {
  /** The id of the game on the platform. It must be the same in every call. */
  readonly gameId: string;
  /** The title, which GALAXY uses to find cover and description. */
  readonly gameTitle: string;
  /** DLC for this game that the user owns. */
  readonly dlcs?: readonly Dlc[] | undefined;
  readonly licenseInfo: LicenseInfo;
}

export const game = object<Game>("a Game", {
  gameId: string,
  gameTitle: string,
  dlcs: optional(array(dlc)),
  licenseInfo,
});
