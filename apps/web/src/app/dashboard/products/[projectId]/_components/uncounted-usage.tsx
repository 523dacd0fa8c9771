"use client";

import dynamic from "next/dynamic";
import { trpc } from "@/trpc/client";

/** Most products have nothing to be told. */
const UncountedUsageNotice = dynamic(() =>
  import("./uncounted-usage-notice").then((room) => room.UncountedUsageNotice),
);

/** It changes with a source's configuration, not with each call. */
const REFRESH_MS = 60_000;

/** Says which sources report usage that is not counted; nothing while there are none. */
export function UncountedUsage({ projectId }: { projectId: string }) {
  const notices = trpc.usageSources.listNotices.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  if (!notices.data || notices.data.length === 0) return null;
  return <UncountedUsageNotice notices={notices.data} projectId={projectId} />;
}
