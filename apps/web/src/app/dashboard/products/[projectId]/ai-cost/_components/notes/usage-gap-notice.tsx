import { Notice } from "@/components/feedback/notice";
import { formatCount, formatDollars } from "@/lib/format";
import type { UsageGap } from "../../outputs";
import { sourceName } from "./source-name";

const SHOWN = 5;

/**
 * Names the sources that leave something out of their reports, with the setting that turns it on, or with
 * how much the cost may be off.
 */
export function UsageGapNotice({ gaps }: { gaps: readonly UsageGap[] }) {
  const others = gaps.length - SHOWN;
  return (
    <Notice>
      <h2 className="font-medium text-ink">Calls without usage</h2>
      <ul className="flex flex-col gap-1">
        {gaps.slice(0, SHOWN).map((gap) => (
          <li key={`${gap.source} ${gap.usageGap}`} className="wrap-anywhere">
            <span className="text-ink">{sourceName(gap.source)}</span>: <GapText gap={gap} />
          </li>
        ))}
        {others > 0 && <li>and {formatCount(others, "other source")}.</li>}
      </ul>
    </Notice>
  );
}

function GapText({ gap }: { gap: UsageGap }) {
  const calls = formatCount(gap.calls, "call");
  switch (gap.usageGap) {
    case "no_counts":
      return (
        <>
          {calls} without token counts, so {gap.calls === 1 ? "its" : "their"} cost is unknown. For
          streams of OpenAI, set <code className="text-ink">stream_options.include_usage</code> to{" "}
          <code className="text-ink">true</code>.
        </>
      );
    case "no_cached_tokens":
      return (
        <>
          {calls}, of which it never reports the cached tokens. These cost as little as a tenth of
          other input, so {formatDollars(gap.cost)} may be too high, by nine tenths at most.
        </>
      );
    case "guessed_counts":
      return (
        <>
          {calls}, whose tokens it guesses from the texts. {formatDollars(gap.cost)} may be too high
          or too low.
        </>
      );
  }
}
