import { storableText } from "../../fields/storable";

const MAX_LENGTH = 200;

/** A report's source: its signal, instrumentation scope and service, as the ledger can store it. */
export const sourceName = (
  signal: "otlp-traces" | "otlp-logs",
  scopeName: string,
  serviceName: string | null,
): string => storableText(`${signal} ${scopeName}@${serviceName ?? ""}`, MAX_LENGTH);
