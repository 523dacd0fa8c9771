import { onDemand } from "@/components/on-demand";
import { trpc } from "@/trpc/client";

/** The notice's code, which is loaded only when there is a notice: most products have none. */
const NameLimitNotice = onDemand(() =>
  import("./name-limit-notice").then((room) => room.NameLimitNotice),
);

/** A minute is enough: a limit is exceeded at most once a day. */
const REFRESH_MS = 60_000;

interface NameLimitsProps {
  projectId: string;
  /** The month on screen, `YYYY-MM`. */
  month: string;
}

/** A notice about names beyond the limit in the month. Renders nothing when there were none. */
export function NameLimits({ projectId, month }: NameLimitsProps) {
  const exceeded = trpc.aiCost.getExceededNameLimits.useQuery(
    { projectId },
    { refetchInterval: REFRESH_MS },
  );
  const ofMonth = exceeded.data?.filter(({ lastExceededOn }) => lastExceededOn.startsWith(month));
  if (!ofMonth || ofMonth.length === 0) return null;
  return <NameLimitNotice exceeded={ofMonth} />;
}
