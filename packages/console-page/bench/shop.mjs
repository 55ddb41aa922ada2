// 50,000 games and four imports with a message for each of them: 200,000 messages. "Launch client" makes it send 300 messages a
// second for ten seconds.
import { achievements, eachGame, integrate, notify } from "../../console/bench/integrate.mjs";

const FLOOD = { perSecond: 300, seconds: 10 };

const unlocked_achievements = achievements(4);

function flood() {
  let sent = 0;
  const timer = setInterval(() => {
    for (let count = 0; count < FLOOD.perSecond / 50; count++, sent++) {
      const local_game = { game_id: `game-${sent % 500}`, local_game_state: sent % 2 };
      notify("local_game_status_changed", { local_game });
    }
    if (sent >= FLOOD.perSecond * FLOOD.seconds) clearInterval(timer);
  }, 20);
}

integrate({
  features: [
    "ImportOwnedGames",
    "ImportAchievements",
    "ImportGameTime",
    "ImportGameLibrarySettings",
    "ImportOSCompatibility",
    "LaunchPlatformClient",
  ],
  imports: {
    start_achievements_import: eachGame(
      "game_achievements_import_success",
      "achievements_import_finished",
      (game_id) => ({ game_id, unlocked_achievements }),
    ),
    start_game_times_import: eachGame("game_time_import_success", "game_times_import_finished", (game_id, index) => ({
      game_time: { game_id, time_played: index, last_played_time: 1_700_000_000 + index },
    })),
    start_game_library_settings_import: eachGame(
      "game_library_settings_import_success",
      "game_library_settings_import_finished",
      (game_id, index) => ({
        game_library_settings: { game_id, tags: [`tag ${index % 7}`], hidden: index % 50 === 0 },
      }),
    ),
    start_os_compatibility_import: eachGame(
      "os_compatibility_import_success",
      "os_compatibility_import_finished",
      (game_id, index) => ({ game_id, os_compatibility: index % 8 }),
    ),
  },
  commands: { launch_platform_client: flood },
});
