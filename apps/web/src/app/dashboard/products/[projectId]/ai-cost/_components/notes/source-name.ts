/**
 * The name of a source for people. A source of OpenTelemetry consists of its signal, instrumentation and
 * service: `otlp-traces @openlit/openai@checkout` becomes `checkout (@openlit/openai)`.
 */
export function sourceName(source: string): string {
  const telemetry = /^otlp-(?:traces|logs) (.*)@([^@]*)$/.exec(source);
  if (!telemetry) return source.replace(/^otlp-(?:traces|logs) /, "");
  const [, instrumentation = "", service = ""] = telemetry;
  if (service === "") return instrumentation || "a service without a name";
  return instrumentation === "" ? service : `${service} (${instrumentation})`;
}
