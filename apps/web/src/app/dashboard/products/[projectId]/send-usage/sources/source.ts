/** The server that receives the usage, and the key to send with it. */
export interface Destination {
  /** The public address of this server, without a slash at the end. */
  publicUrl: string;
  /** The text of the key, or a placeholder when no new key is on screen. */
  key: string;
}

/** Lines of text for the person to copy. */
interface Snippet {
  /** Where the person pastes the lines, such as a file or a shell. */
  place: string;
  text: string;
}

interface Step {
  /** A sentence that says what to do. */
  text: string;
  snippet?: Snippet;
}

/** A tool that can send usage, with instructions for people who already use the tool. */
export interface Source {
  id: string;
  label: string;
  /** The address of the tool's own documentation about sending telemetry. */
  docsUrl: string;
  stepsOf: (destination: Destination) => readonly Step[];
  /** Sentences about which usage is counted, which is not, and common mistakes. */
  notes: readonly string[];
}

/** The base address for exporters, which append `/v1/traces` or `/v1/logs`. */
export const otlpEndpoint = ({ publicUrl }: Destination): string => `${publicUrl}/api/otel`;

/**
 * The environment variables that every OpenTelemetry SDK reads. The specification requires the space
 * to be percent-encoded: all SDKs decode it, and older Python SDKs refuse a plain space.
 */
export const otlpVariables = (destination: Destination): string[] => [
  `export OTEL_EXPORTER_OTLP_ENDPOINT=${otlpEndpoint(destination)}`,
  `export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${destination.key}"`,
  "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
];

export const lines = (...text: readonly string[]): string => text.join("\n");
