import { lines, otlpVariables, type Source } from "./source";

/** https://pypi.org/project/opentelemetry-instrumentation-genai-openai-agents/ */
export const openaiAgents: Source = {
  id: "openai-agents",
  label: "OpenAI Agents",
  docsUrl: "https://pypi.org/project/opentelemetry-instrumentation-genai-openai-agents/",
  stepsOf: (destination) => [
    {
      text: "In Python, install OpenTelemetry with both instrumentations: one tells of the agents, the other of their calls to a model.",
      snippet: {
        place: "Shell",
        text: lines(
          "pip install opentelemetry-distro opentelemetry-exporter-otlp-proto-http \\",
          "  opentelemetry-instrumentation-genai-openai-agents \\",
          "  opentelemetry-instrumentation-genai-openai",
        ),
      },
    },
    {
      text: "Start your app through it; the code stays as it is.",
      snippet: {
        place: "Shell, Python",
        text: lines(
          ...otlpVariables(destination),
          "export OTEL_TRACES_EXPORTER=otlp",
          "export OTEL_METRICS_EXPORTER=none",
          "export OTEL_LOGS_EXPORTER=none",
          "opentelemetry-instrument python app.py",
        ),
      },
    },
    {
      text: "In JavaScript, the OpenAI client’s instrumentation tells of the calls:",
      snippet: {
        place: "Shell, JavaScript",
        text: lines(
          "npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node",
          ...otlpVariables(destination),
          "export OTEL_METRICS_EXPORTER=none",
          "export OTEL_LOGS_EXPORTER=none",
          "node --require @opentelemetry/auto-instrumentations-node/register app.js",
        ),
      },
    },
  ],
  notes: [
    "Only calls to a model are counted. With the agents’ instrumentation alone nothing is, and this page says so.",
    "In JavaScript a call does not always say whose it was; it then goes to the agent type that is set for reports without a name.",
  ],
};
