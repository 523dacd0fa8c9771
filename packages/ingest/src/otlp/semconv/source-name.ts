import { storableText } from "../../fields/storable";

const MAX_LENGTH = 200;

/**
 * The source of a report: its signal, instrumentation scope and service, in a form that the ledger can
 * store.
 */
export const sourceName = (
  signal: "otlp-traces" | "otlp-logs",
  scopeName: string,
  serviceName: string | null,
): string => storableText(`${signal} ${scopeName}@${serviceName ?? ""}`, MAX_LENGTH);
