import { addDays } from "../../periods";
import { FAMILIES, type FamilyName } from "./families";
import { normal, poisson, randomNumbers } from "./random";
import { RUN_COSTS } from "./run-costs";

const DAYS = 420;
/** How much the work of two days differs for no other reason, as the deviation of its logarithm. */
const DAY_TO_DAY = 0.3;
const FIRST_DAY = "2025-01-06";

/** 420 days of the spend of a product, in micro-dollars by UTC day. The first day is a Monday. */
export function simulatedSpend(family: FamilyName, seed: number): Map<string, bigint> {
  const random = randomNumbers(seed);
  const level = FAMILIES[family](random, DAYS);
  const weekend = 0.4 + random() * 0.6;
  const spend = new Map<string, bigint>();
  for (let day = 0; day < DAYS; day++) {
    const mood = Math.exp(DAY_TO_DAY * normal(random));
    const runs = poisson(random, level(day) * (day % 7 >= 5 ? weekend : 1) * mood);
    let cost = 0;
    for (let run = 0; run < runs; run++)
      cost += RUN_COSTS[Math.floor(random() * RUN_COSTS.length)] ?? 0;
    const refunded = family === "refunds" && random() < 0.1 ? random() : 0;
    spend.set(addDays(FIRST_DAY, day), BigInt(Math.round(cost * (1 - refunded))));
  }
  return spend;
}
