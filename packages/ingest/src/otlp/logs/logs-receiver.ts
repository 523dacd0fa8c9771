import { create } from "@bufbuild/protobuf";
import type { WayIn } from "../../http/endpoint";
import { otlpWayIn } from "../otlp-receiver";
import { ExportLogsServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { LOGS } from "../signals";
import { takeLogs } from "./receive-logs";

/** `POST /v1/logs`. */
export const otlpLogs: WayIn = otlpWayIn({
  signal: LOGS,
  response: ExportLogsServiceResponseSchema,
  partialSuccess: (rejectedLogRecords, errorMessage) =>
    create(ExportLogsServiceResponseSchema, {
      partialSuccess: { rejectedLogRecords, errorMessage },
    }),
  take: takeLogs,
});
