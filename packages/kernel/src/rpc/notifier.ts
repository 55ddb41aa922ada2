import {
  type ErrorObject,
  Findings,
  JsonTemplate,
  type Layout,
  type NotificationCall,
  pluginNotifications,
} from "@galaxy-kit/protocol";
import type { GalaxyError, Logger, Secrets } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import { FindingsReport } from "../logging/findings-report.js";
import { type OnFailure, toErrorObject } from "./error-object.js";
import { type LineWriter, MAX_WAITING_BYTES } from "./line-writer.js";

const BEFORE_HANDSHAKE =
  "A notification was sent before the handshake, so GALAXY drops it. Send it in @OnHandshake() or later.";
const BEFORE_LOGIN =
  "A notification was sent before the login, and it is unknown whether GALAXY keeps it. Send it when the user is logged in, " +
  'for example in a method with @Every("1m", { after: "authentication" }).';

const { storeCredentials, authenticationLost, pushCache, ...others } = pluginNotifications;
/** The notifications about a user's library, friends and activity; the three others are part of the login, or independent of it. */
const ABOUT_USER: ReadonlySet<string> = new Set(Object.values(others).map(({ method }) => method));

/**
 * Sends notifications without json-rpc-2.0: an import sends a hundred thousand of them, and the library would account for
 * almost half of the time.
 */
export class Notifier {
  #closed = false;
  readonly #warnings = new Set<string>();
  #held: string[] | undefined;
  #heldLength = 0;
  readonly #templates = new Map<string, JsonTemplate>();
  readonly #reports = new Map<string, FindingsReport>();

  constructor(
    private readonly writer: LineWriter,
    private readonly milestones: Milestones,
    private readonly log: Logger,
    private readonly secrets: Secrets,
    private readonly onFailure: OnFailure = () => undefined,
  ) {}

  /**
   * @param findings - Takes what is found in the parameters; by default, it is logged.
   * @throws `CodecError` for invalid parameters
   */
  send<Params>(call: NotificationCall<Params>, params: Params, findings?: Findings): void {
    const { method, params: codec } = call;
    const all = findings ?? new Findings();
    const { structure } = codec;
    if (!structure || this.#closed || this.#held) this.#send(method, toLine(method, codec.encode(params, all)));
    else {
      this.writer.sendValues(this.#templateOf(method, structure), (values) => {
        structure.collect(params, values, all);
      });
      this.#warnOfEarly(method);
    }
    if (!findings) this.#reportFor(method).write(all);
  }

  #templateOf(method: string, { layout }: { readonly layout: Layout }): JsonTemplate {
    const known = this.#templates.get(method);
    if (known) return known;
    const template = new JsonTemplate(`{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":`, layout, "}\n");
    this.#templates.set(method, template);
    return template;
  }

  #reportFor(method: string): FindingsReport {
    const report = this.#reports.get(method) ?? new FindingsReport(`${method} was sent with`, this.log);
    this.#reports.set(method, report);
    return report;
  }

  /** Sends the failure of one item of an import. */
  sendFailure(call: NotificationCall<{ id: string; error: ErrorObject }>, id: string, error: GalaxyError): void {
    this.onFailure(error, call.method, id);
    this.send(call, { id, error: toErrorObject(error, this.secrets) });
  }

  /** Sends parameters in wire format. */
  sendRaw(method: string, params: unknown): void {
    this.#send(method, toLine(method, params));
  }

  #send(method: string, line: string): void {
    if (this.#closed) {
      this.log.debug("A notification was not sent because the integration is closing", { method });
      return;
    }
    this.#warnOfEarly(method);
    if (!this.#held) {
      this.writer.sendLine(line);
      return;
    }
    this.#held.push(line);
    this.#heldLength += line.length;
    // The writer decides what is too much.
    if (this.#heldLength > MAX_WAITING_BYTES) this.release();
  }

  /**
   * Holds notifications back until {@link release}: the real client drops those that arrive in the first milliseconds after
   * the response that completes the handshake, which is when `@OnHandshake()` runs.
   */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const lines = this.#held ?? [];
    this.#held = undefined;
    this.#heldLength = 0;
    for (const line of lines) this.writer.sendLine(line);
  }

  /** Warns once for each reason. */
  #warnOfEarly(method: string): void {
    const reason = !this.milestones.has("handshake")
      ? BEFORE_HANDSHAKE
      : !this.milestones.has("authentication") && ABOUT_USER.has(method)
        ? BEFORE_LOGIN
        : undefined;
    if (reason === undefined || this.#warnings.has(reason)) return;
    this.#warnings.add(reason);
    this.log.warn(reason, { method });
  }

  /** Sends nothing from now on. */
  close(): void {
    this.#closed = true;
  }
}

function toLine(method: string, params: unknown): string {
  return `${JSON.stringify({ jsonrpc: "2.0", method, params })}\n`;
}
