import type { Sql } from "@ai-cost/db";
import {
  daysWindow,
  lastDays,
  monthOf,
  monthWindow,
  trendMonths,
  type Window,
} from "@ai-cost/domain";
import { NOW } from "../data/clock";
import { OWNERS } from "../data/projects";
import type { QuestionName } from "./question";

/** Whom every question is about. */
export interface Asked {
  /** The project with 40 % of the charges. */
  projectId: string;
  /** Of the owner of ten. */
  projectIds: string[];
  /** Of the owner of fifty. */
  fiftyIds: string[];
}

/** In a database that the generator has filled. */
export async function askedOf(sql: Sql): Promise<Asked> {
  const [ten, fifty] = OWNERS;
  const ids = await sql<{ id: string }[]>`
    select id from bench.project where number <= ${fifty.projects} order by number`;
  const fiftyIds = ids.map(({ id }) => id);
  return {
    projectId: fiftyIds[0] ?? "",
    projectIds: fiftyIds.slice(0, ten.projects),
    fiftyIds,
  };
}

/** Those that the gate proves for a question. */
export function provedFor(question: QuestionName, asked: Asked): readonly string[] {
  if (question === "tenProjects") return asked.projectIds;
  return question === "fiftyProjects" ? asked.fiftyIds : [asked.projectId];
}

const daysOf = (days: 30 | 90): Window => {
  const dates = lastDays(days, NOW);
  return daysWindow(dates.at(0) ?? "", dates.at(-1) ?? "");
};

export const MONTH = monthOf(NOW);
/** The months and days that are asked about, as `[start, end)`. */
export const WINDOWS = {
  month: monthWindow(MONTH),
  trend: {
    start: monthWindow(trendMonths(NOW).at(0) ?? "").start,
    end: monthWindow(MONTH).end,
  },
  days30: daysOf(30),
  days90: daysOf(90),
};
