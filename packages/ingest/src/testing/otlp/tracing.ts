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
 * Serves the way in of traces on a socket, and makes OpenTelemetry send a program's spans there; they
 * are sent when `end` is called. Answers what the server answered, and what it logged.
 */
export async function traced({ app, db }: TestDatabase, projectId: string) {
  const log = keptLog();
  const answers: number[] = [];
  const shared = ingestDependencies(app.db, { clock: () => new Date(), log });
  const url = await listen(async (request) => {
    const response = await tracesReceiver(request, shared);
    answers.push(response.status);
    return response;
  });
  const { text } = await makeIngestKey(db, projectId);
  const headers = { authorization: `Bearer ${text}` };
  const exporter = new OTLPTraceExporter({ url, headers });
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter })] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return {
    answers,
    logged: log.lines,
    async end() {
      await provider.shutdown();
      trace.disable();
      context.disable();
    },
  };
}
