import type { Sql } from "@ai-cost/db";
import {
  type DayRange,
  daysWindow,
  lastDays,
  monthOf,
  monthWindow,
  trendMonths,
  type Window,
} from "@ai-cost/domain";
import { NOW } from "../../data/rows/clock";
import { OWNERS } from "../../data/rows/projects";
import type { QueryName } from "./queries";

/** The ids of the projects that the queries read. */
export interface QueryParameters {
  /** The id of the project with 40 % of the charges. */
  projectId: string;
  /** The ids of the projects of the person who owns ten projects. */
  tenProjectIds: string[];
  /** The ids of the projects of the person who owns fifty projects. */
  fiftyProjectIds: string[];
}

/** Reads the project ids from a database that the benchmark has filled. */
export async function readQueryParameters(sql: Sql): Promise<QueryParameters> {
  const [ten, fifty] = OWNERS;
  const projects = await sql<{ id: string }[]>`
    select id from bench.project where number <= ${fifty.projects} order by number`;
  const fiftyProjectIds = projects.map(({ id }) => id);
  return {
    projectId: fiftyProjectIds[0] ?? "",
    tenProjectIds: fiftyProjectIds.slice(0, ten.projects),
    fiftyProjectIds,
  };
}

/** Returns the ids of the projects that a query reads. */
export function projectIdsOf(query: QueryName, parameters: QueryParameters): readonly string[] {
  if (query === "tenProjects") return parameters.tenProjectIds;
  return query === "fiftyProjects" ? parameters.fiftyProjectIds : [parameters.projectId];
}

const rangeOfDays = (days: 30 | 90): DayRange => {
  const dates = lastDays(days, NOW);
  return { from: dates.at(0) ?? "", to: dates.at(-1) ?? "" };
};
const windowOf = ({ from, to }: DayRange): Window => daysWindow(from, to);

export const RANGES = { days30: rangeOfDays(30), days90: rangeOfDays(90) };

export const MONTH = monthOf(NOW);
export const WINDOWS = {
  month: monthWindow(MONTH),
  trend: {
    start: monthWindow(trendMonths(NOW).at(0) ?? "").start,
    end: monthWindow(MONTH).end,
  },
  days30: windowOf(RANGES.days30),
  days90: windowOf(RANGES.days90),
};
