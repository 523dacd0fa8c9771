/** The sender of all messages. */
export interface MailAddress {
  /** The name that people see. Empty for an address without a name. */
  name: string;
  address: string;
}
