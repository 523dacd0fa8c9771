import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

/**
 * Registers an exporter that reads the endpoint and the key from the environment, as an application does.
 * It sends each span as soon as it ends, in a request of its own. Returns the provider, whose `shutdown`
 * sends what is left.
 *
 * @param {import("@opentelemetry/sdk-trace").SpanProcessor[]} [spanProcessors]
 */
export function startTracing(spanProcessors = [spanProcessor()]) {
  const resource = resourceFromAttributes({ "service.name": "shop" });
  const provider = new TracerProvider({ resource, spanProcessors });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return provider;
}

const spanProcessor = () =>
  new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({ concurrencyLimit: 1000 }),
    maxExportBatchSize: 1,
  });
