import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";

type Utils = ReturnType<typeof trpc.useUtils>;

/** The options of the infinite query for charges, newest first. */
export const recentChargesOptions = (utils: Utils, projectId: string) =>
  cursorPages({
    queryKey: getQueryKey(trpc.aiCost.getRecentTransactions, { projectId }),
    firstPage: utils.aiCost.getRecentTransactions.getData({ projectId }),
    cursorOf: ({ id }) => id,
    fetchPage: (before, signal) =>
      utils.client.aiCost.getRecentTransactions.query({ projectId, before }, { signal }),
  });
