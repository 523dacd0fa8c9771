import { DeliveryFailure } from "../delivery/delivery-failure";

/** The properties of nodemailer's errors from which the reason is made. */
interface SmtpError {
  code?: string | undefined;
  originalCode?: string | undefined;
  timeoutType?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  permanent?: boolean | undefined;
}

/** The answers that concern this one message. Others concern the server or its settings, which can change. */
const MESSAGE_COMMANDS = ["RCPT TO", "DATA"];
/** The numbers at the beginning of a response: `550 5.1.1 <ada@example.com>: unknown` → `550 5.1.1`. */
const RESPONSE_NUMBERS = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/;

/**
 * Translates an error of nodemailer. The reason names the step and the numbers of the server's response
 * and leaves out its text, which usually quotes the recipient.
 */
export function smtpFailure(error: SmtpError): DeliveryFailure {
  const { code, originalCode, timeoutType, command, response, permanent } = error;
  const numbers = response?.match(RESPONSE_NUMBERS)?.[0];
  const parts = [code ?? "unexpected error", originalCode ?? timeoutType, numbers];
  const reason = parts.filter(Boolean).join(" ") + (command ? ` (${command})` : "");
  const isAboutMessage = MESSAGE_COMMANDS.includes(command ?? "");
  return new DeliveryFailure(reason, permanent === true && isAboutMessage);
}
