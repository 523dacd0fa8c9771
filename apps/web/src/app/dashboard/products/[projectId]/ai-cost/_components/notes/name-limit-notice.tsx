import type { RouterOutputs } from "@ai-cost/api";
import { Notice } from "@/components/feedback/notice";
import { formatDay } from "@/lib/format-time";

type ExceededLimit = RouterOutputs["aiCost"]["getExceededNameLimits"][number];

const NAMES = { agent_type: "agent types", model: "models" } as const satisfies Record<
  ExceededLimit["kind"],
  string
>;

/** Says that the spend of names beyond the daily limit counts under `unknown`. */
export function NameLimitNotice({ exceeded }: { exceeded: readonly ExceededLimit[] }) {
  return (
    <Notice>
      {exceeded.map(({ kind, lastExceededOn }) => (
        <p key={kind}>
          More new {NAMES[kind]} were reported than a product can add in a day, last on{" "}
          {formatDay(lastExceededOn)}. All of their spend is counted, but under “unknown”.
        </p>
      ))}
    </Notice>
  );
}
