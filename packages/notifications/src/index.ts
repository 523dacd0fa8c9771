export {
  type ChannelTarget,
  openTarget,
  sealTarget,
} from "./channels/channel-target";
export { newWebhookSecret } from "./channels/sign-webhook";
export type { MailAddress } from "./mail/mail-address";
export type { MailKind, MailMessage } from "./mail/mail-message";
export { type Mailer, type MailWorker, type MailWorkerOptions, mailWorker } from "./mail-worker";
export { type BudgetAlert, budgetAlertMessages } from "./messages/budget-alert";
export { type Invitation, invitationMail } from "./messages/invitation-mail";
export { type PasswordReset, passwordResetMail } from "./messages/password-reset-mail";
export { type PortfolioAlert, portfolioAlertMail } from "./messages/portfolio-alert-mail";
export { enqueueForProject, type ProjectMessage } from "./outbox/project-outbox";
export { type ProjectWorker, type ProjectWorkerOptions, projectWorker } from "./project-worker";
