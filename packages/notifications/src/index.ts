export { type AlertDelivery, alertDelivery } from "./alert-delivery";
export { type Alert, alertOfRow, type BudgetAlert } from "./alerts/alert";
export {
  findAlert,
  type LoggedAlert,
  logAndSend,
  selectUnsent,
  sendUnsent,
  takeResend,
} from "./alerts/alert-log";
export {
  chooseReceivers,
  type PossibleReceivers,
  type Receivers,
  selectManagers,
  selectReceivers,
} from "./alerts/receivers";
export { isResendable, resendMessages } from "./alerts/resend-alert";
export {
  findStoredChannel,
  isChannel,
  type StoredChannel,
  selectChannels,
  storeManagersChannel,
} from "./alerts/stored-channels";
export type { ChannelLink } from "./channels/channel-link";
export {
  type ChannelTarget,
  openTarget,
  sealTarget,
  withNewSecret,
} from "./channels/channel-target";
export { newWebhookSecret } from "./channels/sign-webhook";
export { targetProblem, targetText } from "./channels/target-problem";
export { MAX_ATTEMPTS } from "./delivery/retry-delay";
export type { MailAddress } from "./mail/mail-address";
export type { MailKind, MailMessage } from "./mail/mail-message";
export { type Mailer, type MailWorker, type MailWorkerOptions, mailWorker } from "./mail-worker";
export { type AddressConfirmation, confirmationMail } from "./messages/confirmation-mail";
export { type Invitation, invitationMail } from "./messages/invitation-mail";
export { type PasswordReset, passwordResetMail } from "./messages/password-reset-mail";
export { type PortfolioAlert, portfolioAlertMail } from "./messages/portfolio-alert-mail";
export { TEST_KIND, testMessages } from "./messages/test-messages";
export { enqueueForProject, type ProjectMessage } from "./outbox/enqueue-messages";
export { giveUpMessages } from "./outbox/give-up-messages";
export { purgeMessages } from "./outbox/purge-messages";
export { type ProjectWorker, type ProjectWorkerOptions, projectWorker } from "./project-worker";
