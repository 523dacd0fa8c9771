import { Snippet } from "@/components/snippet/snippet";

const VERIFY_LINES = `import { Webhook } from "standardwebhooks";

// body: the text of the request, not the parsed JSON
const webhook = new Webhook(process.env.AI_COST_SECRET);
const alert = webhook.verify(body, headers);`;

/** The secret of a webhook, which is shown once, and the lines with which a receiver verifies messages. */
export function WebhookSecret({ secret }: { secret: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p>
        <strong className="font-semibold">Copy the secret now.</strong> It is shown only once. With
        it your receiver verifies that a message comes from here.
      </p>
      <Snippet label="Secret" text={secret} />
      <Snippet label="Verify a message, in Node.js" text={VERIFY_LINES} />
      <p className="text-muted text-sm">
        Messages follow Standard Webhooks, for which there are libraries in most languages.
      </p>
    </div>
  );
}
