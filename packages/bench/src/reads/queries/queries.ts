export interface Query {
  title: string;
  /**
   * The target for the time of the query's statements, in multiples of the time of `select 1`; null
   * if the query has no target.
   */
  maxSelects: number | null;
}

export type QueryName =
  | "summary"
  | "trend"
  | "days30"
  | "days90"
  | "agents30"
  | "models90"
  | "recent"
  | "tenProjects"
  | "fiftyProjects";

/** The timed queries, which the pages of the application send. */
export const QUERIES: Readonly<Record<QueryName, Query>> = {
  summary: { title: "summary of the month", maxSelects: 6 },
  trend: { title: "trend of six months", maxSelects: 4 },
  days30: { title: "30 days", maxSelects: 3 },
  days90: { title: "90 days", maxSelects: 5 },
  agents30: { title: "30 days by agent type", maxSelects: 15 },
  models90: { title: "90 days by model", maxSelects: 40 },
  recent: { title: "last 50 charges", maxSelects: 10 },
  tenProjects: { title: "ten projects", maxSelects: 5 },
  fiftyProjects: { title: "fifty projects", maxSelects: null },
};
export const QUERY_NAMES = Object.keys(QUERIES) as QueryName[];
