import type { FriendRow } from "@galaxy-kit/console";
import { CopyButtons } from "../copy/CopyButtons.js";
import { friendStep } from "../copy/scenario-steps.js";
import { DetailsPanel } from "../parts/DetailsPanel.js";
import { Facts } from "../parts/Facts.js";
import { JsonSection } from "../parts/JsonSection.js";
import { nameOf } from "./presence.js";

export function FriendPanel({ friend, onClose }: { readonly friend: FriendRow; readonly onClose: () => void }) {
  const { presence } = friend;
  return (
    <DetailsPanel title={nameOf(friend)} onClose={onClose}>
      <Facts
        facts={{
          ID: <code>{friend.userId}</code>,
          Presence: presence?.presenceState,
          Game: [presence?.gameTitle, presence?.gameId].filter(Boolean).join(", ") || undefined,
          "In-game status": presence?.inGameStatus,
          "Full status": presence?.fullStatus,
          Avatar: friend.avatarUrl,
          Profile: friend.profileUrl,
        }}
      />
      <CopyButtons json={friend} id={friend.userId} step={friendStep(friend)} />
      <JsonSection value={friend} />
    </DetailsPanel>
  );
}
