/** How a product's month stands against its limit. */
interface BudgetState {
  /** The share of the limit that is spent, as near as round limits allow; 87 is 87 %. */
  targetPct: number;
}

/** A product of the made-up company, which is a project here. */
export interface Product {
  /** Fixed, so that the documentation can name it. */
  projectId: string;
  key: string;
  name: string;
  /** Of the demo people, by address. */
  ownerEmail: string;
  /** How many months before this one its work began; null for a product that has no usage yet. */
  startedMonthsAgo: number | null;
  /** Pipelines that people or events start on a working day of this month, on average. */
  runsPerWorkday: number;
  /** The days of the week, Sunday 0, in whose night its code is checked. */
  checkedOn: readonly number[];
  /** Model calls in the run that is under way at the present moment. */
  presentCalls: number;
  /** Null without a limit. */
  budget: BudgetState | null;
  /** Whether one run of the last days is far dearer than all others. */
  hasOutlier: boolean;
  /** How many days ago its tests moved to a model that has no price at first; null if they never did. */
  onHouseModelSinceDaysAgo: number | null;
}

const EVERY_NIGHT = [0, 1, 2, 3, 4, 5, 6];
const ONCE_A_WEEK = [1];
const OWNER = "owner@example.com";
const projectId = (number: number) => `01980000-0000-7000-8000-00000000000${number}`;

/** The dearest one: the demo admin and member work here as well. */
const ATLAS: Product = {
  projectId: projectId(1),
  key: "atlas",
  name: "Atlas",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 6.5,
  checkedOn: EVERY_NIGHT,
  presentCalls: 34,
  budget: { targetPct: 87 },
  hasOutlier: true,
  onHouseModelSinceDaysAgo: null,
};

const BEACON: Product = {
  projectId: projectId(2),
  key: "beacon",
  name: "Beacon",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 2.2,
  checkedOn: ONCE_A_WEEK,
  presentCalls: 8,
  budget: { targetPct: 41 },
  hasOutlier: false,
  onHouseModelSinceDaysAgo: null,
};

const COURIER: Product = {
  projectId: projectId(3),
  key: "courier",
  name: "Courier",
  ownerEmail: OWNER,
  startedMonthsAgo: 12,
  runsPerWorkday: 2.4,
  checkedOn: EVERY_NIGHT,
  presentCalls: 12,
  budget: { targetPct: 112 },
  hasOutlier: false,
  onHouseModelSinceDaysAgo: null,
};

const DRIFT: Product = {
  projectId: projectId(4),
  key: "drift",
  name: "Drift",
  ownerEmail: OWNER,
  startedMonthsAgo: 7,
  runsPerWorkday: 1.4,
  checkedOn: ONCE_A_WEEK,
  presentCalls: 6,
  budget: null,
  hasOutlier: false,
  onHouseModelSinceDaysAgo: 40,
};

const EMBER: Product = {
  projectId: projectId(5),
  key: "ember",
  name: "Ember",
  ownerEmail: OWNER,
  startedMonthsAgo: null,
  runsPerWorkday: 0,
  checkedOn: ONCE_A_WEEK,
  presentCalls: 0,
  budget: null,
  hasOutlier: false,
  onHouseModelSinceDaysAgo: null,
};

const HARBOR: Product = {
  projectId: projectId(6),
  key: "harbor",
  name: "Harbor",
  ownerEmail: "stranger@example.com",
  startedMonthsAgo: 9,
  runsPerWorkday: 1.4,
  checkedOn: ONCE_A_WEEK,
  presentCalls: 7,
  budget: { targetPct: 55 },
  hasOutlier: false,
  onHouseModelSinceDaysAgo: null,
};

export const DEAREST_PRODUCT = ATLAS;
export const PRODUCTS: readonly Product[] = [ATLAS, BEACON, COURIER, DRIFT, EMBER, HARBOR];
