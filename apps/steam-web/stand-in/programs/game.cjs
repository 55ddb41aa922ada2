"use strict";
/* A game. It runs until it is ended, or for GAME_DURATION_S. */
const seconds = process.env.GAME_DURATION_S;
if (seconds !== undefined) setTimeout(() => process.exit(0), Number(seconds) * 1000);
setInterval(() => {}, 60_000);
