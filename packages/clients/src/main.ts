import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { CHECKOUT, pnpmCommand } from "@ai-cost/command";
import { Refusal } from "@ai-cost/domain";
import { startVitest } from "vitest/node";
import { SET_UPS } from "./set-ups";
import { SET_UPS_ON_DEMAND } from "./set-ups-on-demand";

const ON_DEMAND = join(import.meta.dirname, "..", "on-demand");
const IDS = [...SET_UPS, ...SET_UPS_ON_DEMAND].map(({ id }) => id);

/**
 * Runs all set-ups, or the set-ups that the command line names: `npm run clients [-- SET-UP…]`. It
 * installs their clients and prints the table. After a run of all set-ups, it writes the table to
 * `packages/clients/reports`. Returns 1 if a call was counted wrongly although its client reports it in
 * full.
 */
export async function run(argv: string[]): Promise<number> {
  const unknown = argv.find((id) => !IDS.includes(id));
  if (unknown) throw new Refusal(`There is no set-up "${unknown}". There are: ${IDS.join(", ")}.`);
  installClients();
  const vitest = await startVitest("test", [], {
    config: join(CHECKOUT, "vitest.clients.ts"),
    watch: false,
    ...(argv.length > 0 && { testNamePattern: `^(${argv.join("|")})$` }),
  });
  const isRed = process.exitCode !== undefined && process.exitCode !== 0;
  await vitest.close();
  return isRed ? 1 : 0;
}

function installClients(): void {
  const install = ["install", "--frozen-lockfile", "--trust-lockfile", "--reporter=append-only"];
  const { command, args, shell } = pnpmCommand(CHECKOUT, install);
  const { status } = spawnSync(command, args, { cwd: ON_DEMAND, shell, stdio: ["ignore", 2, 2] });
  if (status !== 0)
    throw new Refusal("The clients could not be installed; the lines above say why.");
}
