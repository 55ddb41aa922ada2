import { Findings, type NotificationCall } from "@galaxy-kit/protocol";
import { type ImportSink, validOf } from "./import-messages.js";

/** Keeps the value that an import of one id would send. */
export class ReadValue implements ImportSink {
  value: unknown;

  /** @throws `CodecError` for an invalid value */
  send<Params>(call: NotificationCall<Params>, params: Params, findings = new Findings()): void {
    this.value = (validOf(call.params, params, findings) as { readonly value?: unknown }).value;
  }

  /** What failed is logged with the import. */
  sendFailure(): void {
    this.value = undefined;
  }
}
