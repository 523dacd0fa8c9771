"use client";

import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";

/** The code of the notice. It is loaded only when there is a notice, because most products have none. */
const UncountedUsageNotice = onDemand(() =>
  import("./uncounted-usage-notice").then((room) => room.UncountedUsageNotice),
);

/** A refresh each minute is enough, because the notices change only when somebody reconfigures a source. */
const REFRESH_MS = 60_000;

/** A notice about sources whose usage is not counted. It renders nothing when there are no such sources. */
export function UncountedUsage({ projectId }: { projectId: string }) {
  const notices = trpc.usageSources.listNotices.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  if (!notices.data || notices.data.length === 0) return null;
  return <UncountedUsageNotice notices={notices.data} projectId={projectId} />;
}
