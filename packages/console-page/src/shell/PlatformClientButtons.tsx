import { useFeatures } from "../feed/feed-context.js";
import { useObstacle } from "../feed/obstacle.js";
import { Button, IconButton } from "../parts/Button.js";
import type { IconName } from "../parts/Icon.js";
import { useAction } from "../toasts/use-action.js";
import styles from "./PlatformClientButtons.module.css";

const actions = [
  { feature: "LaunchPlatformClient", request: "launchPlatformClient", icon: "play", title: "Launch client" },
  { feature: "ShutdownPlatformClient", request: "shutdownPlatformClient", icon: "power", title: "Shut down client" },
] as const satisfies readonly { icon: IconName; [name: string]: string }[];

/** Buttons for integrations that can launch and shut down the client of their platform. */
export function PlatformClientButtons({ compact = false }: { readonly compact?: boolean }) {
  const features = useFeatures();
  const obstacle = useObstacle();
  const run = useAction();
  const possible = actions.filter(({ feature }) => features.includes(feature));
  return (
    <>
      {!compact && possible.length > 0 && obstacle !== undefined && <span className={styles.obstacle}>{obstacle}</span>}
      {possible.map(({ request, icon, title }) =>
        compact ? (
          <IconButton
            key={request}
            icon={icon}
            label={title}
            obstacle={obstacle}
            onClick={() => void run(request, {})}
          />
        ) : (
          <Button key={request} variant="quiet" icon={icon} obstacle={obstacle} onClick={() => void run(request, {})}>
            {title}
          </Button>
        ),
      )}
    </>
  );
}
