import { keepPreviousData } from "@tanstack/react-query";
import { REFRESH_MS } from "@/trpc/refresh";

/** The options of a query that stays up to date, and keeps the old output on screen while another one loads. */
export const LIVE = { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS };
