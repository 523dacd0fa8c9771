import { type Answer, ask, inClients } from "@ai-cost/testing";
import type { Random } from "./random";
import type { Stage } from "./stage";
import type { Tenant } from "./tenants";

/** Of `aiCost`, with a project as their input. */
type Procedure = "getMonthlySummary" | "getMonthlyTrend" | "getRecentTransactions";

const PROCEDURES: readonly [Procedure, ...Procedure[]] = [
  "getMonthlySummary",
  "getMonthlyTrend",
  "getRecentTransactions",
];

export interface ReadersOptions {
  stage: Stage;
  tenants: readonly [Tenant, ...Tenant[]];
  random: Random;
  clients: number;
  /** All that people ask when absent. */
  procedures?: readonly [Procedure, ...Procedure[]];
  /** How many questions; until they are stopped when absent. */
  questions?: number;
  /** The stage's own server when absent. */
  serverUrl?: string;
}

/** People who look at their pages' procedures again and again. */
export class Readers {
  /** Resolves when all has been asked and answered. */
  readonly ended: Promise<unknown>;
  readonly answers: Answer[] = [];
  /** Questions that got no answer. */
  unanswered = 0;
  #isOver = false;

  constructor(readonly options: ReadersOptions) {
    this.ended = inClients(options.clients, this.#turns(), (turn) => this.#ask(turn));
  }

  /** Asks nothing more; resolves when what is asked is answered. */
  stop(): Promise<unknown> {
    this.#isOver = true;
    return this.ended;
  }

  /** How many answers had this status. */
  count(status: number): number {
    return this.answers.filter((answer) => answer.status === status).length;
  }

  *#turns(): Generator<number> {
    const { questions = Number.POSITIVE_INFINITY } = this.options;
    for (let turn = 0; turn < questions && !this.#isOver; turn += 1) yield turn;
  }

  async #ask(turn: number): Promise<void> {
    const { stage, tenants, procedures = PROCEDURES } = this.options;
    const { serverUrl = stage.server.url } = this.options;
    const random = this.options.random.fork(`question ${turn}`);
    const { projectId, members } = random.pick(tenants);
    const person = stage.people[members[0] ?? "owner"];
    const procedure = `aiCost.${random.pick(procedures)}`;
    await ask(serverUrl, person, procedure, { projectId }).then(
      (answer) => this.answers.push(answer),
      () => {
        this.unanswered += 1;
      },
    );
  }
}
