/** Where a source sends its usage, and with which key. */
export interface Destination {
  /** The address that people use for this server, without a slash at the end. */
  publicUrl: string;
  /** The text of the key, or a placeholder while no key is on screen. */
  key: string;
}

/** Lines to paste. */
interface Snippet {
  /** Where they go: a file, a shell. */
  place: string;
  text: string;
}

interface Step {
  /** What to do, as a sentence. */
  text: string;
  snippet?: Snippet;
}

/** One tool that can send usage, with instructions for people who already use it. */
export interface Source {
  id: string;
  label: string;
  /** The tool's own documentation of it. */
  docsUrl: string;
  stepsOf: (destination: Destination) => readonly Step[];
  /** What counts, what does not, and what to look out for. */
  notes: readonly string[];
}

/** The address that exporters add `/v1/traces` and `/v1/logs` to. */
export const otlpEndpoint = ({ publicUrl }: Destination): string => `${publicUrl}/api/otel`;

/**
 * The variables that every OpenTelemetry SDK reads. The space is percent-encoded, as its
 * specification asks: all SDKs decode it, and Python's older ones refuse a bare one.
 */
export const otlpVariables = (destination: Destination): string[] => [
  `export OTEL_EXPORTER_OTLP_ENDPOINT=${otlpEndpoint(destination)}`,
  `export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${destination.key}"`,
  "export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
];

export const lines = (...text: readonly string[]): string => text.join("\n");
