import { isMonth } from "@ai-cost/domain";
import { createLoader, createParser, parseAsStringLiteral } from "nuqs/server";

export const RANGES = ["7d", "14d", "30d", "90d"] as const;
export type Range = (typeof RANGES)[number];

const TABS = ["agents", "trend", "pipelines", "recent"] as const;
export type TabName = (typeof TABS)[number];

const parseAsMonth = createParser({
  parse: (text: string) => (isMonth(text) ? text : null),
  serialize: (month: string) => month,
});

/** The search parameters of the page, for the server and the browser. An unknown value counts as absent. */
export const searchParams = {
  month: parseAsMonth,
  range: parseAsStringLiteral(RANGES).withDefault("30d"),
  tab: parseAsStringLiteral(TABS).withDefault("agents"),
};

export const loadSearchParams = createLoader(searchParams);
