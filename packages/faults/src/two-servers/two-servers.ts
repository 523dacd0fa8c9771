import { dataOf, mutate, query } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";

/** Two servers on one database, and a project of the team. */
export interface TwoServers {
  environment: Environment;
  tenant: Tenant;
  /** The URL of the server that makes a change. */
  here: string;
  /** The URL of the server that must see the change at the next request. */
  there: string;
  random: Random;
}

/** Functions that each test one promise and return whether it holds. The key is the promise. */
export type Promises = Readonly<Record<string, (servers: TwoServers) => Promise<boolean>>>;

/** Calls a mutation about the project as its owner, on the first server. */
export const mutateHere = async <Data>(
  { environment, tenant, here }: TwoServers,
  procedure: string,
  input: object,
): Promise<Data> =>
  dataOf(
    await mutate(here, environment.people.owner, procedure, {
      projectId: tenant.projectId,
      ...input,
    }),
  );

/** Calls a query about the project as its owner, on the other server. */
export const queryThere = async <Data>(
  { environment, tenant, there }: TwoServers,
  procedure: string,
): Promise<Data> =>
  dataOf(await query(there, environment.people.owner, procedure, { projectId: tenant.projectId }));
