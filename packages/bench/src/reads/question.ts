export type QuestionName =
  | "summary"
  | "trend"
  | "days30"
  | "days90"
  | "recent"
  | "tenProjects"
  | "fiftyProjects";

export interface Question {
  title: string;
  /** What its statements may cost, in multiples of `select 1`; null where nothing is promised. */
  mostSelects: number | null;
}

/** What the product's pages ask. */
export const QUESTIONS: Readonly<Record<QuestionName, Question>> = {
  summary: { title: "summary of the month", mostSelects: 6 },
  trend: { title: "trend of six months", mostSelects: 4 },
  days30: { title: "30 days", mostSelects: 3 },
  days90: { title: "90 days", mostSelects: 5 },
  recent: { title: "last 50 charges", mostSelects: 10 },
  tenProjects: { title: "ten projects", mostSelects: 5 },
  fiftyProjects: { title: "fifty projects", mostSelects: null },
};
export const QUESTION_NAMES = Object.keys(QUESTIONS) as QuestionName[];
