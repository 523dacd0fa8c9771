import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";
import type { MonthInput } from "../../view";

/** The notice's code, which is loaded only when there is a notice: most products have none. */
const OverlapNotice = onDemand(() => import("./overlap-notice").then((room) => room.OverlapNotice));

/** A minute is enough: an overlap begins with an import, not with each model call. */
const REFRESH_MS = 60_000;

/** A notice about days that may be counted twice. Renders nothing when there are none. */
export function Overlaps({ input }: { input: MonthInput }) {
  const overlaps = trpc.usageSources.listOverlappingDays.useQuery(input, {
    refetchInterval: REFRESH_MS,
  });
  if (!overlaps.data || overlaps.data.length === 0) return null;
  return <OverlapNotice overlaps={overlaps.data} />;
}
