import { type DayRange, isMonth } from "@ai-cost/domain";
import {
  createParser,
  createSerializer,
  type inferParserType,
  parseAsNativeArrayOf,
  parseAsStringLiteral,
} from "nuqs/server";
import type { Sort } from "@/components/table/sort";

/** The ranges of the daily chart that end today. */
export const RANGES = ["7d", "14d", "30d", "90d"] as const;
export type Range = (typeof RANGES)[number];
/** The days of the daily chart: those of the month on screen, the latest ones, or chosen ones. */
export type ChartRange = "month" | Range | DayRange;

const TABS = ["agents", "trend", "pipelines", "recent", "models"] as const;
export type TabName = (typeof TABS)[number];

/** How the bars of the daily chart are divided. */
export const SPLITS = ["total", "agent", "model"] as const;
export type Split = (typeof SPLITS)[number];

const MAX_FILTERED_NAMES = 100;
const FILTERED_NAME = /^(?!\s)[^\p{Cc}\p{Cs}]{1,200}(?<!\s)$/u;

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  new Date(`${text}T00:00:00.000Z`).toJSON()?.slice(0, 10) === text;

const parseAsMonth = createParser({
  parse: (text: string) => (isMonth(text) ? text : null),
  serialize: (month: string) => month,
});

const parseAsDay = createParser({
  parse: (text: string) => (isDay(text) ? text : null),
  serialize: (day: string) => day,
});

/** A chosen range is written as its first and last day: `2026-11-03..2026-11-20`. */
const parseAsRange = createParser<ChartRange>({
  parse(text) {
    const preset = RANGES.find((range) => range === text);
    if (preset) return preset;
    const [from = "", to = "", ...rest] = text.split("..");
    return isDay(from) && isDay(to) && rest.length === 0 ? { from, to } : null;
  },
  serialize: (range) => (typeof range === "string" ? range : `${range.from}..${range.to}`),
});

/** A sort is written as its column and direction: `cost.descending`. */
const parseAsSort = createParser<Sort<string>>({
  parse(text) {
    const [, by, direction] = /^(\w+)\.(ascending|descending)$/.exec(text) ?? [];
    return by === undefined ? null : { by, direction: direction as Sort<string>["direction"] };
  },
  serialize: ({ by, direction }) => `${by}.${direction}`,
  eq: (a, b) => a.by === b.by && a.direction === b.direction,
});

const parseAsNames = parseAsNativeArrayOf(
  createParser({
    parse: (text: string) => (FILTERED_NAME.test(text) ? text : null),
    serialize: (name: string) => name,
  }),
);

/** The search parameters of the page, for the server and the browser. An unknown value counts as absent. */
export const searchParams = {
  month: parseAsMonth,
  range: parseAsRange.withDefault("month"),
  tab: parseAsStringLiteral(TABS).withDefault("agents"),
  /** Whether the figures are compared with those of other days. */
  compare: parseAsStringLiteral(["on", "off"]).withDefault("on"),
  by: parseAsStringLiteral(SPLITS).withDefault("agent"),
  /** The agent types and models to which the figures are limited; all when there are none. */
  agent: parseAsNames,
  model: parseAsNames,
  /** The day that is open in a dialog. */
  day: parseAsDay,
  /** How the table of the tab is sorted; absent for its usual order. */
  sort: parseAsSort,
};

export type AddressParams = inferParserType<typeof searchParams>;

/** Writes search parameters as the query string of an address, with its `?`. */
export const queryStringOf = createSerializer(searchParams);

/** The names of a filter without repetitions, at most as many as the API takes. */
export const filteredNames = (names: readonly string[]): string[] =>
  [...new Set(names)].slice(0, MAX_FILTERED_NAMES);
