import { makeIngestKey } from "@ai-cost/auth/testing";
import type { TestDatabase } from "@ai-cost/db/testing";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { ingestDependencies } from "../../http/dependencies";
import { tracesReceiver } from "../../otlp/traces/traces-receiver";
import { listen } from "../listen";
import { keptLog } from "../log";

/**
 * Starts a server with the traces receiver and registers an OpenTelemetry exporter that sends this
 * process's spans to it. `end` flushes the spans. `statuses` has the statuses of the server's responses,
 * and `logged` has its log lines.
 */
export async function startTracing({ app, db }: TestDatabase, projectId: string) {
  const log = keptLog();
  const statuses: number[] = [];
  const dependencies = ingestDependencies(app.db, { clock: () => new Date(), log });
  const url = await listen(async (request) => {
    const response = await tracesReceiver(request, dependencies);
    statuses.push(response.status);
    return response;
  });
  const { text } = await makeIngestKey(db, projectId);
  const headers = { authorization: `Bearer ${text}` };
  const exporter = new OTLPTraceExporter({ url, headers });
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return {
    statuses,
    logged: log.lines,
    async end() {
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}
