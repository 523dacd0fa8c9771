import { type Procedures, renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, aSummary, charges, SEVEN_DAYS, SIX_MONTHS } from "../testing/outputs";
import { AiCostDashboard } from "./ai-cost-dashboard";
import type { Project } from "./outputs";
// Loaded here, so that no test waits for a lazy import.
import "./_components/budget/budget-dialog";
import "./_components/tabs/recent-runs-panel";

const PROCEDURES: Procedures = {
  "aiCost.getMonthlySummary": () => aSummary(),
  "aiCost.getDailySpend": () => SEVEN_DAYS,
  "aiCost.getMonthlyTrend": () => SIX_MONTHS,
  "aiCost.getRecentTransactions": () => charges(3),
  "ingestKeys.list": () => [],
  "usageSources.listNotices": () => [],
};

interface Options {
  project?: Partial<Project>;
  procedures?: Procedures;
  /** The query of the address, with its `?`. */
  search?: string;
}

/** Renders the cost page with this project, these procedures and this address. */
export function renderDashboard({ project, procedures, search = "" }: Options = {}) {
  const initialProject = aProject(project);
  const { inputsOf, ...rest } = renderWithProcedures(
    <AiCostDashboard project={initialProject} asOf={AS_OF} publicUrl="https://cost.example.com" />,
    { procedures: { "projects.get": () => initialProject, ...PROCEDURES, ...procedures }, search },
  );
  return { ...rest, inputsOf: (procedure: string) => inputsOf(`aiCost.${procedure}`) };
}
