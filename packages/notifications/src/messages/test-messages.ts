import type { Receivers } from "../alerts/receivers";
import type { ProjectMessage } from "../outbox/enqueue-messages";
import { type MessageParts, messagesFor } from "./alert-messages";
import { alertsPath } from "./channel-words";
import { oneLine } from "./one-line";

/** The kind of a test, which is tried once. */
export const TEST_KIND = "channel.test";

/** The messages that show whether a channel works. */
export const testMessages = (
  { projectId, productName, at }: Omit<MessageParts, "words">,
  receivers: Receivers,
  publicUrl: string,
): ProjectMessage[] =>
  messagesFor(
    {
      projectId,
      productName,
      at,
      words: {
        type: TEST_KIND,
        title: `A test of the alerts of “${oneLine(productName)}”`,
        sentences: ["This channel works. Somebody has sent this message to see whether it does."],
        link: { label: "Open the alerts of the product", path: alertsPath(projectId) },
        data: {},
      },
    },
    receivers,
    publicUrl,
  );
