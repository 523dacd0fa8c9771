"use client";

import { OTHER_AGENT_TYPES } from "@ai-cost/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import type { Summary } from "../../outputs";
import { AgentBreakdown } from "./agent-breakdown";

const PAGE_ROWS = 100;

interface AgentsPanelProps {
  summary: Summary;
  projectId: string;
}

/**
 * The agent types of a month. The summary has the most expensive ones, so the full list is queried only
 * when somebody asks for more.
 */
export function AgentsPanel({ summary, projectId }: AgentsPanelProps) {
  const { month, agentBreakdown, agentTypeCount } = summary;
  const { client } = trpc.useUtils();
  const firstPage = agentBreakdown.filter(({ agentType }) => agentType !== OTHER_AGENT_TYPES);
  const list = useInfiniteQuery({
    ...cursorPages({
      queryKey: getQueryKey(trpc.aiCost.listAgentTypes, { projectId, month }),
      firstPage,
      fetchPage: (after, signal) =>
        client.aiCost.listAgentTypes.query({ projectId, month, after }, { signal }),
      cursorOf: ({ agentType }) => agentType,
      pageRows: PAGE_ROWS,
    }),
    enabled: false,
  });
  const named = new Set(firstPage.map(({ agentType }) => agentType));
  // The order may have changed since the first page was read.
  const further = (list.data?.pages.slice(1) ?? [])
    .flat()
    .filter(({ agentType }) => !named.has(agentType));
  return (
    <AgentBreakdown
      agents={further.length > 0 ? [...firstPage, ...further] : agentBreakdown}
      agentTypeCount={agentTypeCount}
      hasOlder={agentTypeCount > firstPage.length && list.hasNextPage}
      isLoadingOlder={list.isFetchingNextPage}
      hasOlderFailed={list.isFetchNextPageError}
      onLoadOlder={() => list.fetchNextPage()}
    />
  );
}
