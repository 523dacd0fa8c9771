import { type Procedures, renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, aSummary, charges, SEVEN_DAYS, SIX_MONTHS } from "../testing/outputs";
import { AiCostDashboard } from "./ai-cost-dashboard";
import type { Project } from "./outputs";
// What is loaded when it is reached for is here already: no test waits for a file.
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

interface Scene {
  project?: Partial<Project>;
  procedures?: Procedures;
  /** What stands after `?` in the search. */
  search?: string;
}

/** The page as a person with this search and these procedures sees it. */
export function renderDashboard({ project, procedures, search = "" }: Scene = {}) {
  const opened = aProject(project);
  const { inputsOf, ...scene } = renderWithProcedures(
    <AiCostDashboard project={opened} asOf={AS_OF} publicUrl="https://cost.example.com" />,
    { procedures: { "projects.get": () => opened, ...PROCEDURES, ...procedures }, search },
  );
  return { ...scene, inputsOf: (procedure: string) => inputsOf(`aiCost.${procedure}`) };
}
