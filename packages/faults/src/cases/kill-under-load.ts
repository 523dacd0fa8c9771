import type { Finding } from "../case";
import { Deliveries } from "../rig/deliver";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import { backAfterMs, Traffic } from "../rig/traffic";
import { problemsWhere } from "./problems-where";

const CLIENTS = 64;
const BACK_WITHIN_MS = 5_000;

export interface Killing {
  events: number;
  kills: number;
  /** Kills and starts again; the milliseconds that its start is to count for. */
  kill(): Promise<number>;
}

/** Kills something again and again while events are sent, each until it is acknowledged; what came of it. */
export async function killUnderLoad(
  rig: Rig,
  random: Random,
  { events, kills, kill }: Killing,
): Promise<{ deliveries: Deliveries; finding: Finding }> {
  const deliveries = new Deliveries();
  const tenants = await rig.makeTenants();
  const sending = { stage: rig, tenants, random, deliveries, events, clients: CLIENTS };
  const traffic = new Traffic(sending);
  const backMs: number[] = [];
  for (let round = 1; round <= kills; round += 1) {
    await traffic.reaches((events * round) / (kills + 1));
    backMs.push((await kill()) + (await backAfterMs(deliveries)));
  }
  await traffic.ended;
  const slowestMs = Math.round(Math.max(...backMs));
  const finding = {
    hits: kills,
    figures: { acknowledged: deliveries.acknowledged, "slowest return, ms": slowestMs },
    problems: problemsWhere([
      [deliveries.acknowledged !== events, `${deliveries.acknowledged} are acknowledged`],
      [deliveries.answers(500) > 0, `${deliveries.answers(500)} answers of 500`],
    ]),
    excesses: problemsWhere([
      [slowestMs > BACK_WITHIN_MS, `the server was back after ${slowestMs} ms only`],
    ]),
  };
  return { deliveries, finding };
}
