import type { ProblemRow } from "@galaxy-kit/console";

type Kind = ProblemRow["kind"];

/** What to do about a problem. A kind without a text has no remedy of its own: the message of the problem says what to do. */
const remedies: Readonly<Partial<Record<Kind, string>>> = {
  "uncaught-error": "Catch it where it happens: nothing awaits the promise or the callback that it comes from.",
  "logged-error": "The lines below say where it was thrown. Open the first one in your editor.",
  "error-response":
    "Throw a GalaxyError, such as BackendError, for a failure that the user should hear of; fix any other one.",
  "import-failure": "The client shows no value for these items until the next import. Throw only if it is unknown.",
  crash: "Look at the last lines of the log. An integration must not end before the client closes the connection.",
  killed: "Let @OnShutdown() finish within a second, and close timers, servers and child processes there.",
  "no-response": "Return sooner, or give the request to the backend a time limit.",
  "not-connected": "Await nothing before runPlugin(): the client waits 30 seconds for the connection.",
  "too-early": "Send it after the handshake, for example from @OnHandshake().",
  "not-requested": "Report only ids that the client has asked for.",
  "duplicate-item-response": "Report each id once per import.",
  "unanswered-items": "Report a value or an error for each id before the import has finished.",
  "missing-finished": "Send the message that the import has finished after the last item.",
  "unknown-platform": "Use one of GALAXY's platforms: those of Platform in @galaxy-kit/sdk.",
  "platform-mismatch": "Make the platform of the plugin and of the manifest the same.",
  "unknown-feature": "Remove it: GALAXY ignores it.",
  "unknown-method": "Check the spelling. The client has no such method.",
  "bad-params": "Send what the message says. The real client drops this message.",
  "bad-result": "Return what the message says. The real client treats the call as failed.",
  "wrong-type": "Send the type that the message names.",
  "empty-text": "Send a text, or leave the field out.",
  "duplicate-item": "List each item once.",
  "invalid-json": "Print nothing to the connection but messages.",
  login: "Compare the addresses on the tab Login with end_uri_regex.",
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
