"use client";

import dynamic from "next/dynamic";
import { trpc } from "@/trpc/client";

/** Loaded only when needed, since most products have no such notice. */
const UncountedUsageNotice = dynamic(() =>
  import("./uncounted-usage-notice").then((room) => room.UncountedUsageNotice),
);

/** Long, since it changes with the configuration of a source, not with each call. */
const REFRESH_MS = 60_000;

/** A notice about sources whose usage is not counted; nothing without such sources. */
export function UncountedUsage({ projectId }: { projectId: string }) {
  const notices = trpc.usageSources.listNotices.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  if (!notices.data || notices.data.length === 0) return null;
  return <UncountedUsageNotice notices={notices.data} projectId={projectId} />;
}
