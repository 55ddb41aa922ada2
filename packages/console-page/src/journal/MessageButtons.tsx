import type { JournalDetails } from "@galaxy-kit/console";
import { useComposer } from "../composer/composer.js";
import { CopyButton } from "../copy/CopyButton.js";
import { messageStep } from "../copy/scenario-steps.js";
import { useRequest } from "../feed/feed-context.js";
import { useObstacle } from "../feed/obstacle.js";
import { useNavigation } from "../navigation/navigation.js";
import { Button } from "../parts/Button.js";
import { useToast } from "../toasts/ToastProvider.js";
import styles from "./MessagePanel.module.css";

interface MessageButtonsProps {
  readonly message: JournalDetails;
  readonly reveal: boolean;
  readonly onSent: (number: number) => void;
}

/** Copies a message, or sends it again. */
export function MessageButtons({ message, reveal, onSent }: MessageButtonsProps) {
  const { json, id, isTruncated, direction, type } = message;
  if (json === undefined || json === "") return null;
  const step = isTruncated ? undefined : messageStep(message, json);
  const canSend = direction === "sent" && type !== "response" && !isTruncated;
  return (
    <div className={styles.buttons} role="group" aria-label="Message">
      <CopyButton title="Copy JSON" text={json} obstacle={isTruncated ? "The JSON is truncated." : undefined} />
      {id != null && <CopyButton title="Copy ID" text={String(id)} />}
      {step && <CopyButton title="Copy as scenario step" text={JSON.stringify(step, null, 2)} />}
      {canSend && <SendAgain message={message} json={json} reveal={reveal} onSent={onSent} />}
    </div>
  );
}

function SendAgain({ message, json, reveal, onSent }: MessageButtonsProps & { readonly json: string }) {
  const { number, method = "", hasSecrets } = message;
  const obstacle = useObstacle();
  const send = useRequest();
  const toast = useToast();
  const [, navigate] = useNavigation();
  const { setDraft } = useComposer();

  const sendAgain = async (): Promise<void> => {
    try {
      onSent(await send("sendAgain", { number }));
    } catch (error) {
      toast((error as Error).message);
    }
  };
  const edit = (): void => {
    const { params = {} } = JSON.parse(json) as { readonly params?: unknown };
    setDraft({ method, params: JSON.stringify(params, null, 2) });
    navigate({ to: "dock", view: "send" });
  };
  return (
    <>
      <Button icon="refresh" obstacle={obstacle} onClick={() => void sendAgain()}>
        Send again
      </Button>
      <Button
        icon="send"
        obstacle={hasSecrets && !reveal ? "Its secrets are masked. Turn on Reveal secrets." : undefined}
        onClick={edit}
      >
        Edit and send
      </Button>
    </>
  );
}
