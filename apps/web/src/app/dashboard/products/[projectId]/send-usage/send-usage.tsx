"use client";

import { canConfigureUsage } from "@ai-cost/domain";
import { useQueryState } from "nuqs";
import { useState } from "react";
import { trpc } from "@/trpc/client";
import { REFRESH_MS } from "@/trpc/refresh";
import type { Project } from "../ai-cost/outputs";
import { KeyList } from "./_components/key-list";
import { KeyStep, type ShownKey } from "./_components/key-step";
import { SourceGuide } from "./_components/source-guide";
import { SourcePicker } from "./_components/source-picker";
import { StepCard } from "./_components/step-card";
import { FirstCharge } from "./first-charge";
import { sourceParam } from "./search-params";
import { sourceOf } from "./sources/sources";

/** The text in place of the key, while no new key is on screen. */
const PLACEHOLDER = "YOUR_KEY";

export interface SendUsageProps {
  project: Project;
  /** The public address of this server, under which people open it. */
  publicUrl: string;
  /** The server's time when it rendered the page, as an ISO 8601 string. */
  asOf: string;
  /** The ids of the charges that existed when the page was rendered. */
  knownChargeIds: readonly string[];
  /** Shows the spend on the same page; absent where the spend is on another page. */
  onShowSpend?: () => void;
}

/** The setup instructions in three steps: create a key, paste the lines, wait for the first charge. */
export function SendUsage(props: SendUsageProps) {
  const { project, publicUrl, asOf, knownChargeIds, onShowSpend } = props;
  const { projectId, role } = project;
  const mayConfigure = canConfigureUsage(role);
  // The text of the key exists only in this state, never in the address, the browser's storage or a log.
  const [shownKey, setShownKey] = useState<ShownKey | null>(null);
  const [sourceId, setSourceId] = useQueryState(
    "source",
    sourceParam.withOptions({ history: "push", shallow: true }),
  );
  const utils = trpc.useUtils();
  const keys = trpc.ingestKeys.list.useQuery({ projectId }, { refetchInterval: REFRESH_MS });
  const refreshKeys = () => utils.ingestKeys.list.invalidate({ projectId });
  const create = trpc.ingestKeys.create.useMutation({ onSuccess: refreshKeys, gcTime: 0 });
  const revoke = trpc.ingestKeys.revoke.useMutation({ onSuccess: refreshKeys });

  async function createKey(name: string) {
    const { text } = await create.mutateAsync({ projectId, name });
    create.reset();
    setShownKey({ name, text });
  }

  return (
    <div className="flex flex-col gap-3 text-left">
      <StepCard number={1} title="Create a key">
        <KeyStep
          mayCreate={mayConfigure}
          shownKey={shownKey}
          onCreate={createKey}
          onHide={() => setShownKey(null)}
        />
      </StepCard>
      <StepCard number={2} title="Paste the lines">
        <SourcePicker value={sourceId} onChange={setSourceId} />
        <SourceGuide
          source={sourceOf(sourceId)}
          destination={{ publicUrl, key: shownKey?.text ?? PLACEHOLDER }}
        />
      </StepCard>
      <StepCard number={3} title="See it arrive">
        <FirstCharge
          projectId={projectId}
          knownChargeIds={knownChargeIds}
          onArrival={refreshKeys}
          onShowSpend={onShowSpend}
          isKeyUsed={
            keys.data?.some(({ lastUsedAt }) => lastUsedAt !== null && lastUsedAt > asOf) ?? false
          }
        />
      </StepCard>
      <KeyList
        query={keys}
        asOf={asOf}
        mayRevoke={mayConfigure}
        onRevoke={(keyId) => revoke.mutateAsync({ projectId, keyId })}
      />
    </div>
  );
}
