import { isMonth } from "@ai-cost/domain";
import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs/server";

export const RUN_SORTS = ["start", "cost"] as const;
const DIRECTIONS = ["descending", "ascending"] as const;

const parseIf = (isValid: (text: string) => boolean) =>
  createParser({ parse: (text) => (isValid(text) ? text : null), serialize: String });

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00.000Z`).toJSON()?.slice(0, 10) === text;

/** One line of at most 200 characters, which is what the API takes. */
const parseAsLine = parseIf((text) => /^(?!\s*$)[^\p{Cc}\p{Cs}]{1,200}$/u.test(text));

/** The search parameters of the list of runs. An invalid value counts as absent. */
export const runListParams = {
  month: parseIf(isMonth),
  /** A day in place of a month. */
  day: parseIf(isDay),
  search: parseAsLine,
  status: parseAsLine,
  trigger: parseAsLine,
  agent: parseAsLine,
  sort: parseAsStringLiteral(RUN_SORTS).withDefault("start"),
  direction: parseAsStringLiteral(DIRECTIONS).withDefault("descending"),
};

export type RunListParams = inferParserType<typeof runListParams>;
