import { useFeatures } from "../feed/feed-context.js";
import { Button, IconButton } from "../parts/Button.js";
import type { IconName } from "../parts/Icon.js";
import { useAction } from "../toasts/use-action.js";

const actions = [
  { feature: "LaunchPlatformClient", request: "launchPlatformClient", icon: "play", title: "Launch client" },
  { feature: "ShutdownPlatformClient", request: "shutdownPlatformClient", icon: "power", title: "Shut down client" },
] as const satisfies readonly { icon: IconName; [name: string]: string }[];

/** Buttons for integrations that can launch and shut down the client of their platform. */
export function PlatformClientButtons({ compact = false }: { readonly compact?: boolean }) {
  const features = useFeatures();
  const run = useAction();
  return actions
    .filter(({ feature }) => features.includes(feature))
    .map(({ request, icon, title }) =>
      compact ? (
        <IconButton key={request} icon={icon} label={title} onClick={() => void run(request, {})} />
      ) : (
        <Button key={request} variant="quiet" icon={icon} onClick={() => void run(request, {})}>
          {title}
        </Button>
      ),
    );
}
