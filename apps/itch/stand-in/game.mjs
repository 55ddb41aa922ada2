/*
 * A game: runs until the user closes it (SIGTERM). With "seconds=N" in ITCH_STAND_IN, the user closes it after N seconds.
 */
const [, seconds] = /\bseconds=(\d+)/.exec(process.env.ITCH_STAND_IN ?? "") ?? [];
const close = () => process.exit(0);

process.on("SIGTERM", close);
if (seconds !== undefined) setTimeout(close, Number(seconds) * 1000);
setInterval(() => undefined, 60_000);
