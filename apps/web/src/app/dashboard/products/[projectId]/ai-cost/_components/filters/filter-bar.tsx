import { agentTypeOf } from "@ai-cost/domain";
import type { UsageFilter, View } from "../../view";
import { FilterChip } from "./filter-chip";

interface FilterBarProps {
  projectId: string;
  view: View;
  onFilter: (filter: Partial<UsageFilter>) => void;
}

/** The agent types and models to which the page is limited, and the menus that choose them. */
export function FilterBar({ projectId, view, onFilter }: FilterBarProps) {
  const { agentTypes, models } = view.filter;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-2 print:hidden">
      <legend className="sr-only">Filters</legend>
      <FilterChip
        kind="agentType"
        projectId={projectId}
        view={view}
        chosen={agentTypes}
        labelOf={(key) => agentTypeOf(key).label}
        onChange={(names) => onFilter({ agentTypes: names })}
      />
      <FilterChip
        kind="model"
        projectId={projectId}
        view={view}
        chosen={models}
        labelOf={(key) => key}
        onChange={(names) => onFilter({ models: names })}
      />
    </fieldset>
  );
}
