import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { killUnderLoad } from "./kill-under-load";

const SCALES = {
  short: { events: 600, kills: 2 },
  normal: { events: 10_000, kills: 8 },
  long: { events: 10_000, kills: 8 },
};

faultCase({
  id: "F1",
  title: "every acknowledged event is stored exactly once when Postgres is killed under load",
  seenRedBy: "sessions with `synchronous_commit` off: 33 of 600 acknowledged events were lost",
  async run(context) {
    const { environment, scale, random } = context;
    const { events, kills } = SCALES[scale];
    const kill = async () => {
      await environment.postgres.kill();
      await sleep(random.integer(0, 500));
      await environment.postgres.start();
      return 0;
    };
    const { deliveries, outcome } = await killUnderLoad(context, { events, kills, kill });
    return {
      ...outcome,
      figures: { ...outcome.figures, retries: deliveries.retries },
      problems: [
        ...outcome.problems,
        ...problemsWhere([
          [deliveries.retries < kills, `only ${deliveries.retries} attempts were interrupted`],
        ]),
      ],
    };
  },
});
