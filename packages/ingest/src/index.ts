export { type Surroundings, surroundings } from "./http/surroundings";
export type { WayIn } from "./http/way-in";
export { runImport } from "./import/run-import";
export { receiveLiteLlm } from "./litellm/litellm-way-in";
export { otlpElsewhere } from "./otlp/elsewhere";
export { otlpLogs } from "./otlp/logs-way-in";
export { otlpMetrics } from "./otlp/metrics-way-in";
export { otlpTraces } from "./otlp/traces-way-in";
export { type PricedCall, tablePrice } from "./prices/table-price";
