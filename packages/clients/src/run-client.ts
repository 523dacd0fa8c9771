import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** The addresses that the process of a set-up needs. */
interface Addresses {
  providerUrl: string;
  receiverUrl: string;
  key: string;
}

const DEADLINE_MS = 90_000;

/**
 * Runs the file of a set-up in a separate process, because instrumentations change modules for the whole
 * process. The process sends each span in its own request as soon as the span ends. If the process fails
 * or takes longer than 90 s, this throws an error with the process's output.
 */
export async function runClient(file: string, addresses: Addresses): Promise<void> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...environment(addresses) },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: DEADLINE_MS,
    killSignal: "SIGKILL",
  });
  const printed = Promise.all([text(child.stdout), text(child.stderr)]);
  const exitCode = await new Promise((resolve) => child.on("close", resolve));
  if (exitCode !== 0)
    throw new Error(`${file} ended with ${exitCode}.\n${(await printed).join("")}`);
}

const environment = ({ providerUrl, receiverUrl, key }: Addresses) => ({
  PROVIDER_URL: providerUrl,
  OTEL_SERVICE_NAME: "shop",
  OTEL_EXPORTER_OTLP_ENDPOINT: `${receiverUrl}/api/otel`,
  OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${key}`,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
  OTEL_EXPORTER_OTLP_TIMEOUT: "60000",
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "1",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  NODE_ENV: "production",
  NODE_OPTIONS: "",
});
