import { lines, type Source } from "./source";

export const plainHttp: Source = {
  id: "http",
  label: "Plain HTTP",
  docsUrl: "/docs/api",
  stepsOf: ({ publicUrl, key }) => [
    {
      text: "Send one event for each model call, or up to 1,000 events as an array. The id makes an event count once, however often it is sent.",
      snippet: {
        place: "Shell",
        text: lines(
          `curl ${publicUrl}/api/v1/usage-events \\`,
          `  -H "Authorization: Bearer ${key}" \\`,
          '  -H "Content-Type: application/json" \\',
          "  -d '{",
          '    "id": "call-1",',
          '    "agent": "research",',
          '    "model": "claude-sonnet-4-5",',
          '    "inputTokens": 1200,',
          '    "outputTokens": 350',
          "  }'",
        ),
      },
    },
  ],
  notes: [
    "The response says for each event whether it was recorded, is a duplicate, conflicts with an earlier one or is invalid, and why.",
    "You can start and finish runs and jobs the same way, so that their status and times are right.",
  ],
};
