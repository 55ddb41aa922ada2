/**
 * The only file that loads tough-cookie, when the first request needs it. Under another name: TypeScript 7 would rename the property of a
 * `const { CookieJar: Jar } =` in our class of that name.
 */
export { Cookie, CookieJar as ToughJar } from "tough-cookie";
