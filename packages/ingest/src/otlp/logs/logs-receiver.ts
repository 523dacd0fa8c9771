import { create } from "@bufbuild/protobuf";
import type { Endpoint } from "../../http/endpoint";
import { otlpReceiver } from "../otlp-receiver";
import { ExportLogsServiceResponseSchema } from "../proto/generated/opentelemetry/proto/collector/logs/v1/logs_service_pb";
import { LOGS } from "../signals";
import { receiveLogs } from "./receive-logs";

/** The receiver of `POST /v1/logs`. */
export const logsReceiver: Endpoint = otlpReceiver({
  signal: LOGS,
  response: ExportLogsServiceResponseSchema,
  partialSuccess: (rejectedLogRecords, errorMessage) =>
    create(ExportLogsServiceResponseSchema, {
      partialSuccess: { rejectedLogRecords, errorMessage },
    }),
  receive: receiveLogs,
});
