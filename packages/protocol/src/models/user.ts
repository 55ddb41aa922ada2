import { object, optional, string } from "../codec/index.js";

/** A friend of the user. */
export interface UserInfo {
  readonly userId: string;
  readonly userName: string;
  readonly avatarUrl?: string | undefined;
  readonly profileUrl?: string | undefined;
}

export const userInfo = object<UserInfo>("a UserInfo", {
  userId: string,
  userName: string,
  avatarUrl: optional(string),
  profileUrl: optional(string),
});
