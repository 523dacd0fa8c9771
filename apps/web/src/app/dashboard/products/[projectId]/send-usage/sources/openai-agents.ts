import { lines, otlpVariables, type Source } from "./source";

/** https://pypi.org/project/opentelemetry-instrumentation-genai-openai-agents/ */
export const openaiAgents: Source = {
  id: "openai-agents",
  label: "OpenAI Agents",
  docsUrl: "https://pypi.org/project/opentelemetry-instrumentation-genai-openai-agents/",
  stepsOf: (destination) => [
    {
      text: "In Python, install OpenTelemetry with both instrumentations: one for the agents, the other for their model calls.",
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
      text: "Start your app with it; the code does not change.",
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
      text: "In JavaScript, the instrumentation of the OpenAI client reports the calls:",
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
    "Only model calls are counted. With the instrumentation of agents alone nothing is counted, and this page says so.",
    "In JavaScript a call does not always name its agent. It then counts for the agent type that is set for reports without a name.",
  ],
};
