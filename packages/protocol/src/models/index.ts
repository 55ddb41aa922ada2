export { type Achievement, achievement } from "./achievement.js";
export {
  type Authentication,
  authentication,
  type Cookie,
  cookie,
  type Credentials,
  type LoginCredentials,
  loginCredentials,
  type LoginWindow,
  type NextStep,
  nextStep,
} from "./authentication.js";
export { type Message, message, type Room, room } from "./chat.js";
export { type Dlc, dlc, type Game, game, type LicenseInfo, licenseInfo, LicenseType } from "./game.js";
export { type GameLibrarySettings, gameLibrarySettings } from "./game-library-settings.js";
export { type GameTime, gameTime } from "./game-time.js";
export { type LocalGame, localGame, LocalGameState } from "./local-game.js";
export { type LoginResult, loginResult } from "./login-result.js";
export { OSCompatibility, osCompatibility } from "./os-compatibility.js";
export {
  type Subscription,
  subscription,
  SubscriptionDiscovery,
  type SubscriptionGame,
  subscriptionGame,
} from "./subscription.js";
export { type UserInfo, userInfo } from "./user.js";
export { PresenceState, type UserPresence, userPresence, userPresenceFields } from "./user-presence.js";
export { type ProfilePresence, type UserProfile, userProfile } from "./user-profile.js";
