/** A software product of the fictional company. The application shows it as a project. */
export interface Product {
  /** A fixed id, so that documentation and tests can refer to the project. */
  projectId: string;
  key: string;
  name: string;
  /** The e-mail address of the owner, who is one of the demo people. */
  ownerEmail: string;
  /**
   * The number of months from the product's first month to the current month; null if the product
   * has no usage.
   */
  startedMonthsAgo: number | null;
  /**
   * The average number of pipeline runs that people or events start on a working day of the current
   * month.
   */
  runsPerWorkday: number;
  /** The days of the week on which the nightly pipeline runs. Sunday is 0. */
  nightlyOn: readonly number[];
  /** The number of model calls that the run in progress has made so far. */
  currentRunCalls: number;
  /**
   * The share of the budget that is spent in the current month, in percent; null if the product has
   * no budget.
   */
  budgetPct: number | null;
  /** Whether one run in the last few days costs much more than all other runs. */
  hasOutlier: boolean;
  /**
   * The number of days since the product's tests moved to the self-hosted model; null if they did
   * not move.
   */
  selfHostedSinceDaysAgo: number | null;
}

const EVERY_NIGHT = [0, 1, 2, 3, 4, 5, 6];
const ONCE_A_WEEK = [1];
const OWNER = "owner@example.com";
const projectId = (number: number) => `01980000-0000-7000-8000-00000000000${number}`;

/**
 * The product with the highest cost. The demo admin and the demo member belong to its project too.
 */
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
export const EMPTY_PRODUCT = EMBER;
export const PRODUCTS: readonly Product[] = [ATLAS, BEACON, COURIER, DRIFT, EMBER, HARBOR];
