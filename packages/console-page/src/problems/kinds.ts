import type { ProblemRow } from "@galaxy-kit/console";

type Kind = ProblemRow["kind"];

/** What to do about a problem. A kind without a text has no general remedy: the message of the problem includes it. */
const remedies: Readonly<Partial<Record<Kind, string>>> = {
  "uncaught-error": "Catch it where it is thrown: nothing awaits the promise or callback it comes from.",
  "logged-error": "The lines below show where it was thrown. Open the first one in your editor.",
  "error-response":
    "For a failure that the user should know about, throw a GalaxyError such as BackendError. Fix any other.",
  "import-failure":
    "The client shows no value for these items until the next import. Throw only if the value is unknown.",
  crash: "Check the last lines of the log. An integration must not exit before the client closes the connection.",
  killed: "Let @OnShutdown() finish within a second, and close timers, servers and child processes there.",
  "no-response": "Return sooner, or set a time limit for the request to the backend.",
  "not-connected": "Await nothing before runPlugin(): the client waits 30 seconds for the connection.",
  "too-early": "Send it after the handshake, for example from @OnHandshake().",
  "not-requested": "Report only ids that the client requested.",
  "duplicate-item-response": "Report each id once per import.",
  "unanswered-items": "Report a value or an error for each id before reporting that the import has finished.",
  "missing-finished": "After the last item, report that the import has finished.",
  "unknown-platform": "Use one of GALAXY's platforms: those of Platform in @galaxy-kit/sdk.",
  "platform-mismatch": "Use the same platform in the plugin and in the manifest.",
  "unknown-feature": "Remove it: GALAXY ignores it.",
  "unknown-method": "Check the spelling. The client has no such method.",
  "bad-params": "Correct the parameters. The real client drops this message.",
  "bad-result": "Correct the result. The real client treats the call as failed.",
  "wrong-type": "Send a value of the expected type.",
  "empty-text": "Send a non-empty string, or omit the field.",
  "duplicate-item": "List each item once.",
  "invalid-json": "Write only messages to the connection.",
  login: "Compare the addresses on the Login tab with end_uri_regex.",
  manifest: "Correct the manifest.",
};

/** Returns a remedy for each problem of a kind. */
export function remedyFor({ kind, remedy }: Pick<ProblemRow, "kind" | "remedy">): string | undefined {
  return remedy ?? remedies[kind];
}

/** Returns the kind in words, such as `Import failure`. */
export function nameOfKind(kind: Kind): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll("-", " ");
}
