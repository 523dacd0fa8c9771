import { type Answers, renderWithAnswers } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, aSummary, charges, SEVEN_DAYS, SIX_MONTHS } from "../testing/outputs";
import { AiCostDashboard } from "./ai-cost-dashboard";
import type { Project } from "./outputs";
// What is loaded when it is reached for is here already: no test waits for a file.
import "./_components/budget/budget-dialog";
import "./_components/tabs/recent-runs-panel";

const ANSWERS: Answers = {
  "aiCost.getMonthlySummary": () => aSummary(),
  "aiCost.getDailySpend": () => SEVEN_DAYS,
  "aiCost.getMonthlyTrend": () => SIX_MONTHS,
  "aiCost.getRecentTransactions": () => charges(3),
  "ingestKeys.list": () => [],
  "usageSources.listNotices": () => [],
};

interface Scene {
  project?: Partial<Project>;
  answers?: Answers;
  /** What stands after `?` in the address. */
  address?: string;
}

/** The page as a person with this address and these answers sees it. */
export function renderDashboard({ project, answers, address = "" }: Scene = {}) {
  const opened = aProject(project);
  const { inputsOf, ...scene } = renderWithAnswers(
    <AiCostDashboard project={opened} asOf={AS_OF} publicUrl="https://cost.example.com" />,
    { answers: { "projects.get": () => opened, ...ANSWERS, ...answers }, address },
  );
  return { ...scene, askedOf: (procedure: string) => inputsOf(`aiCost.${procedure}`) };
}
