import { setTimeout as sleep } from "node:timers/promises";
import type { FaultCase } from "../case";
import { killUnderLoad } from "./kill-under-load";
import { problemsWhere } from "./problems-where";

const SCALES = {
  short: { events: 600, kills: 2 },
  normal: { events: 10_000, kills: 8 },
  long: { events: 10_000, kills: 8 },
};

export const killedPostgres: FaultCase = {
  id: "F1",
  title: "acknowledged is stored exactly once, however often Postgres is killed",
  seenRedBy: "sessions with `synchronous_commit` off: 33 of 600 acknowledged events were lost",
  async run(rig, scale, random) {
    const { events, kills } = SCALES[scale];
    const kill = async () => {
      await rig.postgres.kill();
      await sleep(random.integer(0, 500));
      await rig.postgres.start();
      return 0;
    };
    const { deliveries, finding } = await killUnderLoad(rig, random, { events, kills, kill });
    return {
      ...finding,
      figures: { ...finding.figures, "attempts made again": deliveries.retries },
      problems: [
        ...finding.problems,
        ...problemsWhere([
          [deliveries.retries < kills, `only ${deliveries.retries} attempts met a kill`],
        ]),
      ],
    };
  },
};
