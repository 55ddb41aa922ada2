/*
 * Stands in for api.itch.io: `node itch-api.mjs FOLDER` serves what FOLDER/site.json says, and prints its address. With `--unlimited`, it
 * takes any number of requests.
 *
 * The member `api` of FOLDER/stand-in.json has switches for bad days, which are read at each request:
 *   revoked    the key is not valid from this page on
 *   challenge  a page of a firewall takes the place of each answer
 *   busy       this many requests are refused, as if there had been too many
 *   endless    each page is full, whatever its number
 *   html       a page of HTML takes the place of JSON
 *   slow       takes this many milliseconds for an answer
 * FOLDER/api.log has a line for each request.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { API_KEY } from "./site.mjs";

const [folder, isUnlimited] = process.argv.slice(2);
const SWITCHES = join(folder, "stand-in.json");
const PER_PAGE = 50;
/** How many requests itch.io takes in a second, and at once after a pause. */
const RATE = { perSecond: 8, burst: 20 };
const CHALLENGE =
  "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>";

const site = JSON.parse(readFileSync(join(folder, "site.json"), "utf8"));
const budget = { requests: RATE.burst, at: Date.now() };

const server = createServer((request, response) => {
  void answer(request, new URL(request.url, "http://api.itch.io")).then(
    ({ status = 200, type = "json", headers, body }) => {
      const content = type === "json" ? JSON.stringify(body) : body;
      response.writeHead(status, { "content-type": type === "json" ? "application/json" : "text/html", ...headers });
      response.end(content);
    },
  );
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
// It ends with the program that has started it.
process.stdin.on("end", () => process.exit(0)).resume();

async function answer({ headers }, { pathname, searchParams }) {
  appendFileSync(join(folder, "api.log"), `${pathname}${searchParams.size > 0 ? `?${searchParams}` : ""}\n`);
  const page = Number(searchParams.get("page") ?? 1);
  const { api = {}, ...others } = switches();
  await sleep(api.slow ?? 0);
  if (api.busy > 0) writeFileSync(SWITCHES, JSON.stringify({ ...others, api: { ...api, busy: api.busy - 1 } }));
  if (api.busy > 0 || !isWithinRate())
    return { status: 503, type: "html", body: "<h1>503 Service Temporarily Unavailable</h1>" };
  if (api.challenge) return { status: 403, type: "html", headers: { "cf-mitigated": "challenge" }, body: CHALLENGE };
  if (api.html) return { type: "html", body: "<h1>We will be back soon</h1>" };
  if (headers.authorization !== `Bearer ${API_KEY}` || page >= api.revoked)
    return { status: 403, body: { errors: ["invalid key"] } };
  if (pathname === "/profile") return { body: { user: site.user } };
  if (pathname === "/profile/owned-keys") return { body: ownedKeys(page, api) };
  return { status: 404, body: { errors: ["invalid api endpoint"] } };
}

function ownedKeys(page, { endless }) {
  const from = endless ? 0 : (page - 1) * PER_PAGE;
  const keys = site.keys.slice(from, from + PER_PAGE);
  return { page, per_page: PER_PAGE, owned_keys: keys.length > 0 ? keys : {} };
}

function isWithinRate() {
  if (isUnlimited === "--unlimited") return true;
  const now = Date.now();
  budget.requests = Math.min(RATE.burst, budget.requests + ((now - budget.at) / 1000) * RATE.perSecond) - 1;
  budget.at = now;
  return budget.requests >= 0;
}

function switches() {
  return existsSync(SWITCHES) ? JSON.parse(readFileSync(SWITCHES, "utf8")) : {};
}
