import type { RouterInputs } from "@ai-cost/api";
import { dayOf, monthOf, monthRange } from "@ai-cost/domain";
import type { RunListParams } from "./search-params";

export type RunListInput = RouterInputs["pipelineRuns"]["list"];

/** The month on screen, and the day to which the list is limited. */
export interface RunListPeriod {
  /** `YYYY-MM` */
  month: string;
  /** `YYYY-MM-DD`; null when the whole month is shown. */
  day: string | null;
}

/** The period that the search parameters describe. A month or day in the future counts as absent. */
export function periodOf({ month, day }: RunListParams, asOf: string): RunListPeriod {
  const now = new Date(asOf);
  if (day !== null && day <= dayOf(now)) return { month: day.slice(0, 7), day };
  const isPast = month !== null && month < monthOf(now);
  return { month: isPast ? month : monthOf(now), day: null };
}

/** The input of `pipelineRuns.list`, on the server and in the browser. */
export function runListInput(
  projectId: string,
  params: RunListParams,
  { month, day }: RunListPeriod,
): RunListInput {
  const { search, status, trigger, agent, sort, direction } = params;
  return {
    projectId,
    ...(day === null ? { month } : { day }),
    sort,
    direction,
    ...(search !== null && { search }),
    ...(status !== null && { statuses: [status] }),
    ...(trigger !== null && { triggers: [trigger] }),
    ...(agent !== null && { agentTypes: [agent] }),
  };
}

export const isFiltered = ({ search, status, trigger, agent }: RunListParams): boolean =>
  [search, status, trigger, agent].some((value) => value !== null);

/** The input of `aiCost.getBreakdown` for the agent types of the month, which the filter offers. */
export const agentTypesInput = (
  projectId: string,
  { month }: RunListPeriod,
): RouterInputs["aiCost"]["getBreakdown"] => ({
  projectId,
  ...monthRange(month),
  groupBy: "agentType",
});
