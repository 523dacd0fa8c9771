import { FilterSelect } from "@/components/form/filter-select";
import type { AlertLogParams } from "../search-params";
import { ALERT_KIND_NAMES, ALERT_KINDS } from "./alert-kinds";
import { ALERT_STATE_NAMES, ALERT_STATES } from "./alert-states";

const KINDS = ALERT_KIND_NAMES.map((value) => ({ value, label: ALERT_KINDS[value].label }));
const STATES = ALERT_STATE_NAMES.map((value) => ({ value, label: ALERT_STATES[value] }));

interface LogFiltersProps {
  params: AlertLogParams;
  onChange: (params: Partial<AlertLogParams>) => void;
}

/** The filters of the log. Nothing chosen means any. */
export function LogFilters({ params: { kind, state }, onChange }: LogFiltersProps) {
  return (
    <search className="flex flex-wrap items-center gap-2">
      <FilterSelect
        label="Alert"
        options={KINDS}
        value={kind}
        onChange={(value) => onChange({ kind: value })}
      />
      <FilterSelect
        label="State"
        options={STATES}
        value={state}
        onChange={(value) => onChange({ state: value })}
      />
    </search>
  );
}
