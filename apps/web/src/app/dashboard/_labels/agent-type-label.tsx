import { agentTypeOf } from "@ai-cost/domain";
import { classNames } from "@/components/class-names";
import { swatchColour } from "./swatches";

/** The id of the symbol that `AgentTypeSymbols` draws for an icon. */
export const agentTypeSymbolId = (icon: string): string => `agent-type-${icon}`;

/** An agent type's icon on its colour swatch. An unknown agent type has a neutral colour. */
export function AgentTypeMark({ agentType }: { agentType: string }) {
  const { swatch, icon } = agentTypeOf(agentType);
  const colour = swatchColour(swatch);
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "print-exact inline-flex size-5 shrink-0 items-center justify-center rounded-base border-[1.5px]",
        swatch.outlined ? "bg-transparent" : "text-surface",
      )}
      style={{
        borderColor: colour,
        ...(swatch.outlined ? { color: colour } : { backgroundColor: colour }),
      }}
    >
      <svg aria-hidden="true" className="size-3">
        <use href={`#${agentTypeSymbolId(icon)}`} />
      </svg>
    </span>
  );
}

/** An agent type's mark and name. */
export function AgentTypeLabel({ agentType }: { agentType: string }) {
  const { label } = agentTypeOf(agentType);
  return (
    <span className="inline-flex min-w-0 items-center gap-2 align-middle" title={agentType}>
      <AgentTypeMark agentType={agentType} />
      <span className="wrap-anywhere line-clamp-2 min-w-26">{label}</span>
    </span>
  );
}
