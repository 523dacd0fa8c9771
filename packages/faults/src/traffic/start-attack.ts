import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CHECKOUT } from "@ai-cost/command";
import type { Attack } from "./attack";

const RUN = join(CHECKOUT, "apps", "cli", "bin", "run.mjs");
const ATTACK = "packages/faults/src/traffic/attack.ts";

export interface RunningAttack {
  /** Resolves with the number of responses by status. The status 0 means that no response arrived. */
  ended: Promise<Record<string, number>>;
  stop(): void;
}

/** Attacks in a process of its own, so that it does not delay those who measure. Resolves when it has begun. */
export async function startAttack(attack: Attack): Promise<RunningAttack> {
  const child = fork(RUN, [ATTACK, JSON.stringify(attack)], { stdio: ["ignore", 2, 2, "ipc"] });
  await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => Promise.reject(new Error("the attack could not begin"))),
  ]);
  return {
    ended: Promise.race([
      once(child, "message").then(([statuses]) => statuses),
      once(child, "exit").then(() => ({})),
    ]),
    stop: () => void child.kill("SIGKILL"),
  };
}
