import type { CaseContext, Outcome } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { Deliveries } from "../../traffic/deliver";
import { msUntilAcknowledgement, Writers } from "../../traffic/writers";

const CLIENTS = 64;
const RECOVERS_WITHIN_MS = 5_000;

export interface KillOptions {
  events: number;
  kills: number;
  /**
   * Kills and restarts a server or Postgres. Returns how many milliseconds of the restart count as
   * downtime.
   */
  kill(): Promise<number>;
}

/** Calls `kill` again and again while clients send events, until all events are acknowledged. */
export async function killUnderLoad(
  { environment, random }: CaseContext,
  { events, kills, kill }: KillOptions,
): Promise<{ deliveries: Deliveries; outcome: Outcome }> {
  const deliveries = new Deliveries();
  const tenants = await environment.makeTenants();
  const options = { environment, tenants, random, deliveries, events, clients: CLIENTS };
  const writers = new Writers(options);
  const downtimesMs: number[] = [];
  for (let round = 1; round <= kills; round += 1) {
    await writers.reach((events * round) / (kills + 1));
    downtimesMs.push((await kill()) + (await msUntilAcknowledgement(deliveries)));
  }
  await writers.ended;
  const longestMs = Math.round(Math.max(...downtimesMs));
  const outcome = {
    hits: kills,
    figures: { acknowledged: deliveries.acknowledged, "longest downtime, ms": longestMs },
    problems: problemsWhere([
      [deliveries.acknowledged !== events, `only ${deliveries.acknowledged} are acknowledged`],
      [deliveries.responses(500) > 0, `${deliveries.responses(500)} responses with status 500`],
    ]),
    excesses: problemsWhere([
      [longestMs > RECOVERS_WITHIN_MS, `the server was down for ${longestMs} ms`],
    ]),
  };
  return { deliveries, outcome };
}
