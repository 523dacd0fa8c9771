/** A product of the fictional company. In the application it is a project. */
export interface Product {
  /** Fixed, so that documentation and tests can refer to it. */
  projectId: string;
  key: string;
  name: string;
  /** The address of one of the demo people. */
  ownerEmail: string;
  /** The number of months between its first month and the current one; null if it has no usage. */
  startedMonthsAgo: number | null;
  /** The average number of pipelines that people or events start on a working day of this month. */
  runsPerWorkday: number;
  /** The days of the week on which the nightly pipeline runs. Sunday is 0. */
  nightlyOn: readonly number[];
  /** The number of model calls so far in the run that is in progress. */
  currentRunCalls: number;
  /** The share of the budget that is spent this month, in percent; null if it has no budget. */
  budgetPct: number | null;
  /** Whether one run of the last days is much more expensive than all others. */
  hasOutlier: boolean;
  /** How many days ago its tests moved to the self-hosted model; null if they did not. */
  selfHostedSinceDaysAgo: number | null;
}

const EVERY_NIGHT = [0, 1, 2, 3, 4, 5, 6];
const ONCE_A_WEEK = [1];
const OWNER = "owner@example.com";
const projectId = (number: number) => `01980000-0000-7000-8000-00000000000${number}`;

/** The most expensive product. The demo admin and the demo member work here too. */
const ATLAS: Product = {
  projectId: projectId(1),
  key: "atlas",
  name: "Atlas",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 6.5,
  nightlyOn: EVERY_NIGHT,
  currentRunCalls: 34,
  budgetPct: 87,
  hasOutlier: true,
  selfHostedSinceDaysAgo: null,
};

const BEACON: Product = {
  projectId: projectId(2),
  key: "beacon",
  name: "Beacon",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 2.2,
  nightlyOn: ONCE_A_WEEK,
  currentRunCalls: 8,
  budgetPct: 41,
  hasOutlier: false,
  selfHostedSinceDaysAgo: null,
};

const COURIER: Product = {
  projectId: projectId(3),
  key: "courier",
  name: "Courier",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 2.4,
  nightlyOn: EVERY_NIGHT,
  currentRunCalls: 12,
  budgetPct: 112,
  hasOutlier: false,
  selfHostedSinceDaysAgo: null,
};

const DRIFT: Product = {
  projectId: projectId(4),
  key: "drift",
  name: "Drift",
  ownerEmail: OWNER,
  startedMonthsAgo: 7,
  runsPerWorkday: 1.4,
  nightlyOn: ONCE_A_WEEK,
  currentRunCalls: 6,
  budgetPct: null,
  hasOutlier: false,
  selfHostedSinceDaysAgo: 40,
};

const EMBER: Product = {
  projectId: projectId(5),
  key: "ember",
  name: "Ember",
  ownerEmail: OWNER,
  startedMonthsAgo: null,
  runsPerWorkday: 0,
  nightlyOn: ONCE_A_WEEK,
  currentRunCalls: 0,
  budgetPct: null,
  hasOutlier: false,
  selfHostedSinceDaysAgo: null,
};

const HARBOR: Product = {
  projectId: projectId(6),
  key: "harbor",
  name: "Harbor",
  ownerEmail: "stranger@example.com",
  startedMonthsAgo: 9,
  runsPerWorkday: 1.4,
  nightlyOn: ONCE_A_WEEK,
  currentRunCalls: 7,
  budgetPct: 55,
  hasOutlier: false,
  selfHostedSinceDaysAgo: null,
};

export const MAIN_PRODUCT = ATLAS;
export const PRODUCTS: readonly Product[] = [ATLAS, BEACON, COURIER, DRIFT, EMBER, HARBOR];
