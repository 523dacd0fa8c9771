import { getQueryKey } from "@trpc/react-query";
import { trpc } from "@/trpc/client";
import { cursorPages } from "@/trpc/cursor-pages";
import type { RecentChargesInput } from "../../view";

type Utils = ReturnType<typeof trpc.useUtils>;

/** The options of the infinite query for charges, newest first. */
export const recentChargesOptions = (utils: Utils, input: RecentChargesInput) =>
  cursorPages({
    queryKey: getQueryKey(trpc.aiCost.getRecentTransactions, input),
    firstPage: utils.aiCost.getRecentTransactions.getData(input),
    cursorOf: ({ id }) => id,
    fetchPage: (before, signal) =>
      utils.client.aiCost.getRecentTransactions.query({ ...input, before }, { signal }),
  });
