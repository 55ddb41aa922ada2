/*
 * A game: runs until the user closes it (SIGTERM), or for as many seconds as ITCH_STAND_IN_S says.
 */
const { ITCH_STAND_IN_S: seconds } = process.env;
const close = () => process.exit(0);

process.on("SIGTERM", close);
if (seconds !== undefined) setTimeout(close, Number(seconds) * 1000);
setInterval(() => undefined, 60_000);
