import { setTimeout as sleep } from "node:timers/promises";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";
import type { Attack } from "./attack";
import { startAttack } from "./start-attack";
import { Visits } from "./visits";

interface AttackedVisits {
  environment: Environment;
  /** The tenant that works as usual. */
  tenant: Tenant;
  random: Random;
  quietSeconds: number;
  attack: Omit<Attack, "serverUrl">;
  /** How long the attack lasts before its effect is measured. */
  beginningMs: number;
}

/** Measures what a tenant does as usual, first without and then during an attack. */
export async function visitsUnderAttack(options: AttackedVisits) {
  const { environment, tenant, random, quietSeconds, attack, beginningMs } = options;
  const visit = (name: string) => new Visits(environment, tenant, random.fork(name));
  await visit("first").go(2);
  const quiet = visit("quiet");
  await quiet.go(quietSeconds);
  const running = await startAttack({ ...attack, serverUrl: environment.server.url });
  environment.onReset(running.stop);
  await sleep(beginningMs);
  const attacked = visit("attacked");
  await attacked.go(attack.seconds - beginningMs / 1000);
  const statuses = await running.ended;
  return {
    quiet,
    attacked,
    hits: Object.values(statuses).reduce((sum, count) => sum + count, 0),
    figures: {
      "quiet reads": quiet.text("reads"),
      "reads under attack": attacked.text("reads"),
      "quiet intake": quiet.text("intake"),
      "intake under attack": attacked.text("intake"),
      "attacker's responses by status": JSON.stringify(statuses),
    },
  };
}
