"use client";

import { Card } from "@/components/layout/card";
import { Tabs } from "@/components/layout/tabs";
import { trpc } from "@/trpc/client";
import type { TabName } from "../../search-params";
import { comparedUsageInput, monthUsageInput, recentChargesInput, trendInput } from "../../view";
import { CostPanel, type CostPanelProps } from "./cost-panel";
import { PipelinesPanel, RecentRunsPanel, Setup, TrendPanel } from "./panels-on-demand";
import type { SetupProps } from "./setup";
import { useFirstUsage } from "./use-first-usage";

interface CostTabsProps extends CostPanelProps {
  onTab: (tab: TabName) => void;
  /** The props of the setup instructions for a product without usage; null for a product with usage. */
  setup: SetupProps | null;
}

const EMPTY_TEXTS: Readonly<Record<TabName, string>> = {
  agents: "Each agent type will appear here with its jobs, tokens and cost.",
  trend: "The last six months will appear here side by side.",
  pipelines: "The five most expensive pipeline runs of the month will appear here.",
  recent: "Each charge will appear here, the newest first.",
  models: "Each model will appear here with its calls, tokens and cost.",
};

/** The tabs beneath the chart. Before the first usage, and until the setup is closed, they also have the setup. */
export function CostTabs({ onTab, setup, ...panel }: CostTabsProps) {
  const { tab } = panel.view;
  const hasUsage = useFirstUsage(panel.projectId, setup !== null);
  return (
    <Card aria-label="Spend in detail">
      <Tabs label="Spend in detail" value={tab} onChange={onTab} tabs={useTabs(panel)}>
        {hasUsage ? (
          <CostPanel {...panel} />
        ) : (
          <p className="px-4 pt-4">
            <span className="font-medium">Nothing has been recorded for this product yet.</span>{" "}
            <span className="text-muted">{EMPTY_TEXTS[tab]}</span>
          </p>
        )}
        {setup && <Setup {...setup} />}
      </Tabs>
    </Card>
  );
}

/** The tabs, which fetch their data when a person is about to select them. */
function useTabs({ projectId, view }: CostPanelProps) {
  const utils = trpc.useUtils();
  const comparedModels = comparedUsageInput(projectId, view, "model");
  const { getBreakdown, getRecentTransactions } = utils.aiCost;
  return [
    { value: "agents", label: "By Agent Type" },
    {
      value: "trend",
      label: "Monthly Trend",
      onIntent: () => {
        TrendPanel.preload();
        void getBreakdown.prefetch(trendInput(projectId, view));
      },
    },
    { value: "pipelines", label: "Top Pipelines", onIntent: PipelinesPanel.preload },
    {
      value: "recent",
      label: "Recent Runs",
      onIntent: () => {
        RecentRunsPanel.preload();
        void getRecentTransactions.prefetch(recentChargesInput(projectId, view));
      },
    },
    {
      value: "models",
      label: "By Model",
      onIntent: () => {
        void getBreakdown.prefetch(monthUsageInput(projectId, view, "model"));
        if (comparedModels) void getBreakdown.prefetch(comparedModels);
      },
    },
  ] satisfies { value: TabName; label: string; onIntent?: () => void }[];
}
