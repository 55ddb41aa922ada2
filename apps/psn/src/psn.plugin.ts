import { CodeLogin } from "@galaxy-kit/login";
import { type Authentication, Friends, GalaxyPlugin, Platform, type PresencesRun } from "@galaxy-kit/sdk";
import { type SourceRun, type UserInfo, UserPresences } from "@galaxy-kit/sdk";
import { Cached } from "@galaxy-kit/state";
import { Library } from "./library.js";
import { PsnApi, type Text } from "./psn-api.js";
import { PsnSession } from "./psn-session.js";
import { at } from "./settings.js";

const USERS = "userProfile/v1/internal/users";
type Profile = Text<"onlineId"> & { avatars: Text<"url">[] };
type Playing = Text<"npTitleId" | "titleName">;
type Presence = { primaryPlatformInfo?: Text<"onlineStatus">; gameTitleInfoList?: Playing[] };

/** The games, trophies and friends of a PlayStation account. */
@GalaxyPlugin({ platform: Platform.Psn, services: [Library] })
@CodeLogin({
  session: PsnSession,
  title: "Log in to PlayStation Network",
  steps: [
    { text: "Log in to the PlayStation Store.", open: "https://store.playstation.com/" },
    { text: "Copy everything from this page.", open: "https://ca.account.sony.com/api/v1/ssocookie" },
  ],
  code: { label: "What you copied", json: "npsso", pattern: /^\w{64}$/ },
  complete: (npsso, { session }: PsnPlugin, signal) => session.logIn(npsso, signal),
  user: (_tokens, plugin: PsnPlugin, signal) => plugin.me(signal),
})
export class PsnPlugin {
  constructor(
    readonly session: PsnSession,
    private readonly api: PsnApi,
  ) {}

  async me(signal: AbortSignal): Promise<Authentication> {
    const sent = this.api.get(`${at("dms.api.playstation.com")}/api/v1/devices/accounts/me`, { urgent: true, signal });
    const { accountId: userId } = await sent.json<Text<"accountId">>();
    return { userId, userName: (await this.user(userId, signal)).userName };
  }

  @Cached({ ttl: "7d" })
  async user(userId: string, signal: AbortSignal): Promise<UserInfo> {
    const { onlineId: userName, avatars } = await this.api.one<Profile>(`${USERS}/${userId}/profiles`, signal);
    return { userId, userName, avatarUrl: avatars.at(-1)?.url };
  }

  @Friends({ refresh: "1h" })
  async *friends({ signal }: SourceRun<UserInfo>) {
    for await (const userId of this.api.list<string>(`${USERS}/me/friends`, "friends", 500, signal))
      yield await this.user(userId, signal);
  }

  @UserPresences({ refresh: "15m" })
  async *presences({ userIds, signal }: PresencesRun) {
    for (const userId of userIds) {
      const path = `${USERS}/${userId}/basicPresences?type=primary`;
      // 403: the friend hides it.
      const { basicPresence = {} } = await this.api.one<{ basicPresence?: Presence }>(path, signal, [403]);
      const { primaryPlatformInfo: platform, gameTitleInfoList: [game] = [] } = basicPresence;
      const presenceState = platform ? (platform.onlineStatus === "online" ? "online" : "offline") : "unknown";
      yield { userId, presenceState, gameId: game?.npTitleId, gameTitle: game?.titleName } as const;
    }
  }
}
