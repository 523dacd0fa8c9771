import type { UsageOutcome } from "@ai-cost/ledger";
import { recordUsage } from "@ai-cost/ledger";
import { priceOf } from "../prices/price-table";
import { type AgentNames, agentTypeFor, loadAgentNames } from "./agent-type";
import type { IngestContext, ReportedCall } from "./reported-call";

/**
 * Prices a batch of calls and records it in one transaction; answers for each call, in order. When
 * this returns, the batch is committed.
 */
export async function recordCalls(
  { db, projectId, now }: IngestContext,
  calls: readonly ReportedCall[],
): Promise<UsageOutcome[]> {
  const names = await loadAgentNames(db, projectId);
  return recordUsage(
    db,
    { projectId, now },
    calls.map((call) => {
      const { job, tokens, provider, model, occurredAt } = call;
      const computed = model === null ? null : priceOf({ provider, model, occurredAt, ...tokens });
      return {
        idempotencyKey:
          provider !== null && call.responseId !== null
            ? `response/${provider}/${call.responseId}`
            : call.ownKey,
        content: {
          run: call.run.isAssumed ? null : call.run.externalId,
          job: job.isAssumed ? null : job.externalId,
          agentName: job.agentName,
          jobStatus: job.finished?.status ?? null,
          provider,
          model,
          occurredAt: call.isTimeAssumed ? null : occurredAt,
          costMicroUsd: call.costMicroUsd,
          ...tokens,
        },
        source: call.source,
        run: call.run,
        job: {
          externalId: job.externalId,
          agentType: agentTypeOf(names, job),
          ...(job.finished && { finished: job.finished }),
        },
        occurredAt,
        amountMicroUsd: call.costMicroUsd ?? computed,
        costSource:
          call.costMicroUsd !== null ? "reported" : computed === null ? null : "price_table",
        price: null,
        provider,
        model,
        ...tokens,
      };
    }),
  );
}

const agentTypeOf = (names: AgentNames, { agentName, waitsForAgent }: ReportedCall["job"]) =>
  agentName === null && waitsForAgent ? null : agentTypeFor(names, agentName);
