import { lines, type Source } from "./source";

/** https://docs.litellm.ai/docs/observability/generic_api */
export const litellm: Source = {
  id: "litellm",
  label: "LiteLLM",
  docsUrl: "https://docs.litellm.ai/docs/observability/generic_api",
  stepsOf: ({ publicUrl, key }) => [
    {
      text: "Add this to the proxy’s configuration, restart it and send it a request:",
      snippet: {
        place: "config.yaml",
        text: lines(
          "litellm_settings:",
          '  callbacks: ["ai_cost"]',
          "",
          "callback_settings:",
          "  ai_cost:",
          "    callback_type: generic_api",
          `    endpoint: ${publicUrl}/api/v1/litellm`,
          "    headers:",
          `      Authorization: Bearer ${key}`,
        ),
      },
    },
    {
      text: 'Or, with callbacks: ["generic_api"] in the configuration, set environment variables:',
      snippet: {
        place: "Environment",
        text: lines(
          `export GENERIC_LOGGER_ENDPOINT=${publicUrl}/api/v1/litellm`,
          `export GENERIC_LOGGER_HEADERS="Authorization=Bearer ${key}"`,
        ),
      },
    },
  ],
  notes: [
    "Each request is one charge, with the cost that LiteLLM itself reports; one from its cache costs nothing.",
    "All three forms of log_format are understood: json_array, ndjson and single.",
    "LiteLLM sends a batch only once. What it cannot send is lost, so keep this server reachable.",
  ],
};
