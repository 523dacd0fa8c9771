import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { polyfillDialogs } from "@/components/dialog/dialog-element.testing";
import { polyfillPopovers } from "@/components/menu/popover-element.testing";
import { type Procedures, renderWithProcedures } from "@/trpc/testing/render-with-procedures";
import { AS_OF, aProject, aSummary, charges, MONTHS, PROJECT_ID } from "../testing/outputs";
import { aListedRun } from "../testing/runs";
import { SIX_MONTHS_USAGE } from "../testing/six-months";
import { aBreakdown, type UsageInput } from "../testing/usage";
import { AiCostDashboard } from "./ai-cost-dashboard";
import type { Project } from "./outputs";
// Importing the lazy components here loads them before the tests, so that no test waits for an import.
import "./_components/budget/budget-dialog";
import "./_components/daily-chart/daily-table";
import "./_components/daily-chart/day/day-dialog";
import "./_components/daily-chart/range-dialog";
import "./_components/filters/filter-menu";
import "./_components/header/month-menu";
import "./_components/notes/name-limit-notice";
import "./_components/notes/overlap-notice";
import "./_components/notes/usage-gap-notice";
import "./_components/tabs/recent-runs-panel";
import "../_components/uncounted-usage-notice";
import "../send-usage/send-usage";

const PROCEDURES: Procedures = {
  "aiCost.getMonthlySummary": () => aSummary(),
  "aiCost.getMonthsWithData": () => MONTHS,
  "aiCost.getUsageGaps": () => [],
  "aiCost.getExceededNameLimits": () => [],
  "aiCost.getBreakdown": (input: UsageInput) =>
    input.interval === "month" ? SIX_MONTHS_USAGE : aBreakdown(input),
  "aiCost.getRecentTransactions": () => charges(3),
  "ingestKeys.list": () => [],
  "pipelineRuns.list": () => ({ runs: [aListedRun()], next: null }),
  "usageSources.listNotices": () => [],
  "usageSources.listOverlappingDays": () => [],
};

interface Options {
  project?: Partial<Project>;
  procedures?: Procedures;
  /** The query string of the page's address, with its `?`. */
  search?: string;
  /** Whether the window is as narrow as a phone. */
  isNarrow?: boolean;
}

/** Prepares a suite of the cost page: dialogs and menus, which jsdom does not have, and an empty document for each test. */
export function dashboardSuite(): void {
  beforeAll(() => {
    polyfillDialogs();
    polyfillPopovers();
  });
  afterEach(cleanup);
}

export const region = (name: string) => screen.findByRole("region", { name });

/** The input with which the daily chart shows November. */
export const NOVEMBER = {
  projectId: PROJECT_ID,
  from: "2026-11-01",
  to: "2026-11-30",
  interval: "day",
};

/** The inputs with which the daily chart was queried. */
export const chartInputs = (inputsOf: (procedure: string) => unknown[]): unknown[] =>
  inputsOf("getBreakdown").filter((input) => {
    const { interval, groupBy } = input as UsageInput;
    return interval !== undefined && groupBy === "none";
  });

/** Renders the cost page with a project, fake procedures and the query string of the address. */
export function renderDashboard({
  project,
  procedures,
  search = "",
  isNarrow = false,
}: Options = {}) {
  // jsdom has no widths.
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      matches: isNarrow,
      media,
      onchange: null,
      addListener() {},
      removeListener() {},
    });
  const initialProject = aProject(project);
  const { inputsOf, ...rest } = renderWithProcedures(
    <AiCostDashboard project={initialProject} asOf={AS_OF} publicUrl="https://cost.example.com" />,
    { procedures: { "projects.get": () => initialProject, ...PROCEDURES, ...procedures }, search },
  );
  return { ...rest, inputsOf: (procedure: string) => inputsOf(`aiCost.${procedure}`) };
}
