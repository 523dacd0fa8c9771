import { type HttpResponse, inClients, query } from "@ai-cost/testing";
import type { Environment } from "../environment/environment";
import type { Tenant } from "../fixture/tenant";
import type { Random } from "../runner/random";

/** Procedures of `aiCost` whose only input is a project. */
type Procedure = "getMonthlySummary" | "getMonthlyTrend" | "getRecentTransactions";

const PROCEDURES: readonly [Procedure, ...Procedure[]] = [
  "getMonthlySummary",
  "getMonthlyTrend",
  "getRecentTransactions",
];

export interface ReadersOptions {
  environment: Environment;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  clients: number;
  /** The procedures that the readers call; all three when absent. */
  procedures?: readonly [Procedure, ...Procedure[]];
  /** The number of queries to send. When absent, the readers send until they are stopped. */
  queries?: number;
  /** The URL of the server that the readers call; that of the environment's main server when absent. */
  serverUrl?: string;
}

/** Clients that call the queries of the dashboard again and again. */
export class Readers {
  /** Resolves when every query has ended. */
  readonly ended: Promise<unknown>;
  readonly responses: HttpResponse[] = [];
  /** The number of queries without a response. */
  unanswered = 0;
  #isOver = false;

  constructor(readonly options: ReadersOptions) {
    this.ended = inClients(options.clients, this.#numbers(), (number) => this.#query(number));
  }

  /** Starts no further query and resolves when the current ones have ended. */
  stop(): Promise<unknown> {
    this.#isOver = true;
    return this.ended;
  }

  /** The number of responses with this status. */
  count(status: number): number {
    return this.responses.filter((response) => response.status === status).length;
  }

  *#numbers(): Generator<number> {
    const { queries = Number.POSITIVE_INFINITY } = this.options;
    for (let number = 0; number < queries && !this.#isOver; number += 1) yield number;
  }

  async #query(number: number): Promise<void> {
    const { environment, tenants, procedures = PROCEDURES } = this.options;
    const { serverUrl = environment.server.url } = this.options;
    const random = this.options.random.fork(`query ${number}`);
    const { projectId, members } = random.pick(tenants);
    const person = environment.people[members[0] ?? "owner"];
    const procedure = `aiCost.${random.pick(procedures)}`;
    await query(serverUrl, person, procedure, { projectId }).then(
      (response) => this.responses.push(response),
      () => {
        this.unanswered += 1;
      },
    );
  }
}
