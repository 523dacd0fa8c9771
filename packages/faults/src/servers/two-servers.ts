import { ask, change, dataOf } from "@ai-cost/testing";
import type { Random } from "../rig/random";
import type { Rig } from "../rig/rig";
import type { Tenant } from "../rig/tenants";

/** Two servers on one database, and a project of the rig's team. */
export interface TwoServers {
  rig: Rig;
  tenant: Tenant;
  /** Where something is done. */
  here: string;
  /** Where it has to hold at the next request, whatever was asked there before. */
  there: string;
  random: Random;
}

/** Whether it holds. */
export type Promises = Readonly<Record<string, (servers: TwoServers) => Promise<boolean>>>;

/** Changes something of the project on the one server, as its owner; what it answers. */
export const changeHere = async <Data>(
  { rig, tenant, here }: TwoServers,
  procedure: string,
  input: object,
): Promise<Data> =>
  dataOf(
    await change(here, rig.people.owner, procedure, { projectId: tenant.projectId, ...input }),
  );

/** Asks about the project on the other one, as its owner. */
export const askThere = async <Data>(
  { rig, tenant, there }: TwoServers,
  procedure: string,
): Promise<Data> =>
  dataOf(await ask(there, rig.people.owner, procedure, { projectId: tenant.projectId }));
