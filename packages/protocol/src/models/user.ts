import { id, label, object, optional, string } from "../codec/index.js";

/** A friend of the user. */
export interface UserInfo {
  /** The friend's id on the platform. */
  readonly userId: string;
  /** The name that GALAXY shows. */
  readonly userName: string;
  /** The address of the friend's picture. */
  readonly avatarUrl?: string | undefined;
  /** The address of the friend's profile page. */
  readonly profileUrl?: string | undefined;
}

export const userInfo = object<UserInfo>("a UserInfo", {
  userId: id,
  userName: label,
  avatarUrl: optional(string),
  profileUrl: optional(string),
});
