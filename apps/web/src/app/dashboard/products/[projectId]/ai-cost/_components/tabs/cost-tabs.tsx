"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Card } from "@/components/layout/card";
import { Tabs } from "@/components/layout/tabs";
import { trpc } from "@/trpc/client";
import type { TabName } from "../../search-params";
import { recentChargesInput } from "../../view";
import { CostPanel, type CostPanelProps } from "./cost-panel";
import { preloadRecentRuns } from "./lazy-recent-runs";
import { recentChargesOptions } from "./recent-charges";

interface CostTabsProps extends CostPanelProps {
  onTab: (tab: TabName) => void;
}

export function CostTabs({ onTab, ...panel }: CostTabsProps) {
  const { projectId, view } = panel;
  const utils = trpc.useUtils();
  const queryClient = useQueryClient();
  return (
    <Card aria-label="Spend in detail">
      <Tabs
        label="Spend in detail"
        value={view.tab}
        onChange={onTab}
        tabs={[
          { value: "agents", label: "By Agent Type" },
          {
            value: "trend",
            label: "Monthly Trend",
            onIntent: () => utils.aiCost.getMonthlyTrend.prefetch({ projectId }),
          },
          { value: "pipelines", label: "Top Pipelines" },
          {
            value: "recent",
            label: "Recent Runs",
            onIntent: () =>
              Promise.all([
                preloadRecentRuns(),
                queryClient.prefetchInfiniteQuery(
                  recentChargesOptions(utils, recentChargesInput(projectId, view)),
                ),
              ]),
          },
        ]}
      >
        <CostPanel {...panel} />
      </Tabs>
    </Card>
  );
}
