import { faultCase } from "../../runner/fault-case";
import { problemsWhere } from "../../runner/problems-where";
import { killUnderLoad } from "./kill-under-load";

const SCALES = {
  short: { events: 300, kills: 1 },
  normal: { events: 10_000, kills: 20 },
  long: { events: 10_000, kills: 20 },
};

faultCase({
  id: "F3",
  title: "every acknowledged event is stored exactly once when the server is killed under load",
  seenRedBy:
    "a trigger that makes every idempotency key a new one: 252 of 400 events were stored more than once",
  async run(context) {
    const { environment, scale } = context;
    const { events, kills } = SCALES[scale];
    const kill = async () => {
      await environment.server.kill();
      const startedAtMs = performance.now();
      await environment.server.start();
      return performance.now() - startedAtMs;
    };
    const { deliveries, outcome } = await killUnderLoad(context, { events, kills, kill });
    const { unknownOutcomes } = deliveries;
    return {
      ...outcome,
      figures: { ...outcome.figures, "attempts without a response": unknownOutcomes },
      problems: [
        ...outcome.problems,
        ...problemsWhere([
          [unknownOutcomes < kills, `only ${unknownOutcomes} attempts were interrupted`],
        ]),
      ],
    };
  },
});
