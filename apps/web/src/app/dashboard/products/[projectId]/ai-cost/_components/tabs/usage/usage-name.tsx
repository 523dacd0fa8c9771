import { AgentTypeLabel } from "@/app/dashboard/_labels/agent-type-label";
import { swatchColour, swatchOf } from "@/app/dashboard/_labels/swatches";
import { type UsageGrouping, usageLabel } from "../../../usage/usage-values";

interface UsageNameProps {
  grouping: UsageGrouping;
  name: string;
  /** A remark about the row. */
  note?: string | null | undefined;
}

/** The name of a row with its colour, which is the same on every page. */
export function UsageName({ grouping, name, note }: UsageNameProps) {
  if (grouping === "agentType") return <AgentTypeLabel agentType={name} />;
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      {grouping === "model" && (
        <span
          aria-hidden="true"
          className="print-exact size-2.5 shrink-0 rounded-bar"
          style={{ backgroundColor: swatchColour(swatchOf("model", name)) }}
        />
      )}
      <span
        className={grouping === "month" ? "whitespace-nowrap" : "wrap-anywhere line-clamp-2"}
        title={name}
      >
        {usageLabel(grouping, name)}
        {note && <span className="whitespace-nowrap text-muted">{note}</span>}
      </span>
    </span>
  );
}
