import { params, string } from "../codec/index.js";
import { Feature } from "../features.js";
import { command } from "./call.js";

const gameId = params<{ gameId: string }>({ gameId: string });
const noParams = params<object>({});

/** Every notification that the client sends. Each is triggered by the user. */
export const clientNotifications = {
  launchGame: command("launch_game", gameId, Feature.LaunchGame),
  installGame: command("install_game", gameId, Feature.InstallGame),
  uninstallGame: command("uninstall_game", gameId, Feature.UninstallGame),
  launchPlatformClient: command("launch_platform_client", noParams, Feature.LaunchPlatformClient),
  shutdownPlatformClient: command("shutdown_platform_client", noParams, Feature.ShutdownPlatformClient),
} as const;
