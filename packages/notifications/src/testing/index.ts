export {
  CERTIFICATE_FILE,
  type MailServer,
  type ReceivedMail,
  refusal,
  startMailServer,
} from "./mail-server";
export { makeChannel } from "./make-channel";
export { startWebhookReceiver, type WebhookReceiver } from "./webhook-receiver";
