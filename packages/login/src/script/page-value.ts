/** Where a page keeps the value that proves who the user is. */
export type PageValue =
  | {
      /** The name of an item in the page's `localStorage`. */
      readonly localStorage: string;
    }
  | {
      /** The name of an item in the page's `sessionStorage`. */
      readonly sessionStorage: string;
    }
  | {
      /** The name of a cookie that the page's scripts can read. */
      readonly cookie: string;
    }
  | {
      /** A JavaScript expression: undefined, null or an empty text as long as the user is not logged in. */
      readonly expression: string;
    };

/**
 * Returns a script that waits for a value, and then goes to an address with the value in its fragment.
 *
 * @param json - the member to take if the value is JSON, such as `token.value`
 */
export function scriptFor(value: PageValue, json: string | undefined, end: string): string {
  return `(() => {
  const timer = setInterval(() => {
    let value;
    try {
      value = ${expressionFor(value)};
      ${json === undefined ? "" : memberOf(json)}
    } catch { return; }
    if (value === undefined || value === null || value === "") return;
    clearInterval(timer);
    location.replace(${JSON.stringify(end)} + encodeURIComponent(typeof value === "string" ? value : JSON.stringify(value)));
  }, 500);
})();`;
}

function memberOf(path: string): string {
  return `value = JSON.parse(value); for (const name of ${JSON.stringify(path.split("."))}) value = value[name];`;
}

/** Names are written as JavaScript texts, whatever they contain. */
function expressionFor(value: PageValue): string {
  if ("localStorage" in value) return `localStorage.getItem(${JSON.stringify(value.localStorage)})`;
  if ("sessionStorage" in value) return `sessionStorage.getItem(${JSON.stringify(value.sessionStorage)})`;
  if ("expression" in value) return `(${value.expression}\n)`;
  const start = JSON.stringify(`${value.cookie}=`);
  return `(document.cookie.split("; ").find((each) => each.startsWith(${start})) || "").slice(${start}.length)`;
}
