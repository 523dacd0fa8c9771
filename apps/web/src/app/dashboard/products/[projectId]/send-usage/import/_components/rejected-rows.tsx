import type { RejectedRow } from "@/app/api/usage-imports/upload";
import { Notice } from "@/components/feedback/notice";
import { formatCount, formatInteger } from "@/lib/format";
import { plainReason } from "../plain-reason";

interface RejectedRowsProps {
  /** The first rejected rows. */
  rows: readonly RejectedRow[];
  /** The number of all rejected rows. */
  count: number;
  /** What happens to them: "would not be imported" or "were not imported". */
  tense: string;
}

/** The rows that cannot be read, each with its line and the reason. Renders nothing when there are none. */
export function RejectedRows({ rows, count, tense }: RejectedRowsProps) {
  if (count === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <Notice tone="warning">
        {formatCount(count, "row")} {tense}, because {count === 1 ? "it" : "they"} cannot be read.
      </Notice>
      <ul
        aria-label="Rejected rows"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard.
        tabIndex={0}
        className="max-h-60 overflow-y-auto rounded-base border text-sm"
      >
        {rows.map(({ line, reason }) => (
          <li
            key={`${line} ${reason}`}
            className="wrap-anywhere flex gap-3 border-line px-3 py-1.5 not-first:border-t"
          >
            <span className="shrink-0 text-muted tabular-nums">Line {formatInteger(line)}</span>
            <span className="min-w-0">{plainReason(reason)}</span>
          </li>
        ))}
      </ul>
      {count > rows.length && (
        <p className="text-muted text-sm">
          These are the first {formatInteger(rows.length)} of {formatInteger(count)}.
        </p>
      )}
    </div>
  );
}
