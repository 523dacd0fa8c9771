import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";
import { pagesBefore } from "@/trpc/cursor-pages";

type Utils = ReturnType<typeof trpc.useUtils>;

/** The newest charges, page after page. */
export const recentChargesOptions = (utils: Utils, projectId: string) =>
  pagesBefore({
    queryKey: getQueryKey(trpc.aiCost.getRecentTransactions, { projectId }),
    firstPage: utils.aiCost.getRecentTransactions.getData({ projectId }),
    ask: (before, signal) =>
      utils.client.aiCost.getRecentTransactions.query({ projectId, before }, { signal }),
  });
