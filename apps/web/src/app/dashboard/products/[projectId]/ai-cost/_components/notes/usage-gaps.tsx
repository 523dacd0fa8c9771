import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";
import type { MonthInput } from "../../view";

/** The notice's code, which is loaded only when there is a notice: most products have none. */
const UsageGapNotice = onDemand(() =>
  import("./usage-gap-notice").then((room) => room.UsageGapNotice),
);

/** A minute is enough: a gap begins and ends when somebody changes a source. */
const REFRESH_MS = 60_000;

/** A notice about sources that leave something out. Renders nothing when there are none. */
export function UsageGaps({ input }: { input: MonthInput }) {
  const gaps = trpc.aiCost.getUsageGaps.useQuery(input, { refetchInterval: REFRESH_MS });
  if (!gaps.data || gaps.data.length === 0) return null;
  return <UsageGapNotice gaps={gaps.data} />;
}
