import { agentTypeOf, OTHER_AGENT_TYPES, TRIGGERS } from "@ai-cost/domain";
import { type FilterOption, FilterSelect } from "@/components/form/filter-select";
import { trpc } from "@/trpc/client";
import { agentTypesInput, type RunListPeriod } from "../run-list-view";
import type { RunListParams } from "../search-params";
import { RunSearch } from "./run-search";

/** The statuses by which people look for runs. `unfinished` stands for every status that does not end a run. */
const STATUSES: readonly FilterOption[] = [
  { value: "unfinished", label: "In progress" },
  { value: "awaiting_approval", label: "Awaiting approval" },
  { value: "completed", label: "Completed" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Cancelled" },
];

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const TRIGGER_OPTIONS = TRIGGERS.map((value) => ({ value, label: capitalized(value) }));

interface RunFiltersProps {
  projectId: string;
  params: RunListParams;
  period: RunListPeriod;
  onChange: (params: Partial<RunListParams>) => void;
}

/** The search and the filters of the list. Nothing chosen means any. */
export function RunFilters({ projectId, params, period, onChange }: RunFiltersProps) {
  const usage = trpc.aiCost.getBreakdown.useQuery(agentTypesInput(projectId, period)).data;
  const agentTypes = (usage?.rows ?? [])
    .flatMap(({ group }) => (group === null || group === OTHER_AGENT_TYPES ? [] : [group]))
    .map((value) => ({ value, label: agentTypeOf(value).label }));
  return (
    <search className="flex flex-wrap items-center gap-2">
      <RunSearch
        // A cleared or restored search begins with its own text.
        key={params.search ?? ""}
        search={params.search}
        onSearch={(search) => onChange({ search })}
      />
      <FilterSelect
        label="Status"
        options={STATUSES}
        value={params.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label="Trigger"
        options={TRIGGER_OPTIONS}
        value={params.trigger}
        onChange={(trigger) => onChange({ trigger })}
      />
      <FilterSelect
        label="Agent type"
        options={agentTypes}
        value={params.agent}
        onChange={(agent) => onChange({ agent })}
      />
    </search>
  );
}
