/** The only file that loads tough-cookie, when the first request needs it. */
export { Cookie, CookieJar } from "tough-cookie";
