/** Where a source sends to, and what it shows there. */
export interface Destination {
  /** The address that people use for this server, without a slash at the end. */
  publicUrl: string;
  /** The key's text, or what stands for it while it is not on screen. */
  key: string;
}

/** Lines to paste, to the letter. */
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

/** One way to send usage, as someone who already uses it would want it told. */
export interface Source {
  id: string;
  label: string;
  /** The source's own page about it. */
  docsUrl: string;
  stepsOf: (destination: Destination) => readonly Step[];
  /** What is good to know: what counts, what does not, what to look out for. */
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
