import type { RouterOutputs } from "@ai-cost/api";
import { Notice } from "@/components/feedback/notice";
import { formatCount } from "@/lib/format";
import { formatDay } from "@/lib/format-time";

type Overlap = RouterOutputs["usageSources"]["listOverlappingDays"][number];

const SHOWN = 7;

/** Names the days that an imported export covers and that have other usage of the same provider too. */
export function OverlapNotice({ overlaps }: { overlaps: readonly Overlap[] }) {
  return (
    <Notice tone="warning">
      <h2 className="font-medium text-ink">Possibly counted twice</h2>
      <p className="wrap-anywhere">
        An imported export sums up all usage of {overlaps.map(daysText).join(", and of ")}. These
        days also have calls from another source. If the export contains the same calls, they count
        twice.
      </p>
    </Notice>
  );
}

/** A provider and its days: `openai on 1 Nov, 2 Nov and 3 more days`. */
function daysText({ provider, days }: Overlap): string {
  const more = days.length - SHOWN;
  const shown = days.slice(0, SHOWN).map(formatDay).join(", ");
  return `${provider} on ${shown}${more > 0 ? ` and ${formatCount(more, "more day")}` : ""}`;
}
