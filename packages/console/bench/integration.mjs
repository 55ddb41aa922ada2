// 50,000 games with 20 achievements each.
import { achievements, eachGame, integrate } from "./integrate.mjs";

const unlocked_achievements = achievements(20);

integrate({
  features: ["ImportOwnedGames", "ImportAchievements"],
  imports: {
    start_achievements_import: eachGame(
      "game_achievements_import_success",
      "achievements_import_finished",
      (game_id) => ({ game_id, unlocked_achievements }),
    ),
  },
});
