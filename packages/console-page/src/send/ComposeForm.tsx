import type { JsonObject } from "@galaxy-kit/protocol";
import { type KeyboardEvent, type SubmitEvent, useId } from "react";
import { type Draft, useComposer } from "../composer/composer.js";
import { useFeatures, usePageState, useRequest } from "../feed/feed-context.js";
import { useObstacle } from "../feed/obstacle.js";
import { Button } from "../parts/Button.js";
import { useToast } from "../toasts/ToastProvider.js";
import { clientCalls, readParams } from "./calls.js";
import styles from "./ComposeForm.module.css";
import { type Known, skeletonOf } from "./skeleton.js";

/** The method and the parameters. Ctrl+Enter sends them. */
export function ComposeForm({ onSent }: { readonly onSent: (number: number) => void }) {
  const id = useId();
  const { draft, addSent } = useComposer();
  const obstacle = useObstacle();
  const send = useRequest();
  const toast = useToast();
  const typed = readParams(draft.method, draft.params);

  const submit = async (event?: SubmitEvent): Promise<void> => {
    event?.preventDefault();
    if ("error" in typed || draft.method === "" || obstacle !== undefined) return;
    try {
      const number = await send("send", { method: draft.method, params: typed.params as JsonObject });
      addSent({ ...draft, number });
      onSent(number);
    } catch (error) {
      toast((error as Error).message);
    }
  };
  const submitByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const complaint = "error" in typed ? typed.error : typed.mistake;

  return (
    <form
      className={styles.form}
      aria-label="Send a message"
      onSubmit={(event) => void submit(event)}
      onKeyDown={submitByKey}
    >
      <MethodField id={id} />
      <label htmlFor={`${id}-params`}>Parameters</label>
      <ParamsField id={id} isWrong={complaint !== undefined} />
      <p
        id={`${id}-complaint`}
        className={styles.complaint}
        data-tone={"error" in typed ? "bad" : "warn"}
        role="status"
      >
        {complaint ?? obstacle}
      </p>
      <div className={styles.buttons}>
        <Button
          icon="send"
          variant="primary"
          type="submit"
          obstacle={obstacle}
          disabled={"error" in typed || draft.method === ""}
        >
          {complaint !== undefined && !("error" in typed) ? "Send anyway" : "Send"}
        </Button>
        <span className={styles.keys}>
          <kbd>Ctrl</kbd> <kbd>Enter</kbd>
        </span>
      </div>
    </form>
  );
}

function MethodField({ id }: { readonly id: string }) {
  const { draft, setDraft } = useComposer();
  const features = useFeatures();
  const known: Known = {
    games: usePageState((state) => state.games),
    friends: usePageState((state) => state.friends),
    subscriptions: usePageState((state) => state.subscriptions),
    rooms: usePageState((state) => state.rooms),
  };
  const call = clientCalls.get(draft.method);
  const choose = (method: string): void => {
    const chosen = clientCalls.get(method);
    setDraft({ method, params: chosen ? skeletonOf(chosen, known) : draft.params });
  };
  const methods = [...clientCalls.values()].filter(
    ({ feature }) => feature === undefined || features.includes(feature),
  );
  return (
    <>
      <label htmlFor={`${id}-method`}>Method</label>
      <input
        id={`${id}-method`}
        className={styles.method}
        list={`${id}-methods`}
        value={draft.method}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-about`}
        onChange={(event) => choose(event.target.value)}
      />
      <datalist id={`${id}-methods`}>
        {methods.map(({ method, kind }) => (
          <option key={method} value={method}>
            {kind}
          </option>
        ))}
      </datalist>
      <p id={`${id}-about`} className={styles.about}>
        {aboutCall(draft, features)}
      </p>
    </>
  );

  function aboutCall({ method }: Draft, announced: readonly string[]): string {
    if (!call) return method === "" ? "" : "Not part of the protocol, so the parameters are not checked.";
    const { kind, feature } = call;
    if (feature === undefined) return `A ${kind} that every integration handles`;
    return `A ${kind} for ${feature}, which the integration ${announced.includes(feature) ? "announces" : "does not announce"}`;
  }
}

function ParamsField({ id, isWrong }: { readonly id: string; readonly isWrong: boolean }) {
  const { draft, setDraft } = useComposer();
  return (
    <textarea
      id={`${id}-params`}
      className={styles.params}
      value={draft.params}
      spellCheck={false}
      aria-invalid={isWrong}
      aria-describedby={`${id}-complaint`}
      onChange={(event) => setDraft({ ...draft, params: event.target.value })}
    />
  );
}
