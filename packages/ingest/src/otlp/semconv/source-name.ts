import { storableText } from "../../fields/storable";

const MAX_LENGTH = 200;

/**
 * Returns the source of a report: its signal, instrumentation scope and service, shortened so that the
 * ledger can store it.
 */
export const sourceName = (
  signal: "otlp-traces" | "otlp-logs",
  scopeName: string,
  serviceName: string | null,
): string => storableText(`${signal} ${scopeName}@${serviceName ?? ""}`, MAX_LENGTH);
