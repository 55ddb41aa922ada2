import { boolean, id, label, object, oneOf, optional, string } from "../codec/index.js";
import { PresenceState } from "./user-presence.js";

/** What a user is doing, in the format of `import_user_infos`. */
export interface ProfilePresence {
  readonly presenceState: PresenceState;
  readonly gameId?: string | undefined;
  readonly presenceStatus?: string | undefined;
}

/** A user of the platform: a friend or, with `isFriend: false`, a recommended friend. */
export interface UserProfile {
  readonly userId: string;
  readonly isFriend: boolean;
  readonly userName: string;
  readonly avatarUrl: string;
  readonly presence: ProfilePresence;
}

export const userProfile = object<UserProfile>("a UserProfile", {
  userId: id,
  isFriend: boolean,
  userName: label,
  avatarUrl: string,
  presence: object<ProfilePresence>("a ProfilePresence", {
    presenceState: oneOf(Object.values(PresenceState)),
    gameId: optional(string),
    presenceStatus: optional(string),
  }),
});
