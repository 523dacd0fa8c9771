import { type ChannelLink, channelToken, readChannelToken } from "./channels/channel-link";
import {
  type ChannelKey,
  type ChannelTarget,
  openTarget,
  sealTarget,
} from "./channels/channel-target";

/** What other packages need to change the channels of a project and to send through them. */
export interface AlertDelivery {
  /** Whether a mail server is configured. */
  sendsMail: boolean;
  /** Whether channels may use plain HTTP and addresses that are not public. */
  allowPrivate: boolean;
  /** Encrypts the target of a channel for its row. */
  seal(channel: ChannelKey, target: ChannelTarget): string;
  /** Opens what `seal` returned for this row. Throws when the AUTH_SECRET has changed. */
  open(channel: ChannelKey, sealed: string): ChannelTarget;
  /** Makes the token of a link in an e-mail. */
  tokenOf(link: ChannelLink): string;
  /** Reads a token; null when it was not made here. */
  readToken(token: string): ChannelLink | null;
  /** Delivers what is due in this project now instead of within a minute. Call it after the commit. */
  wake(projectId: string): void;
}

export interface AlertDeliveryOptions
  extends Pick<AlertDelivery, "sendsMail" | "allowPrivate" | "wake"> {
  /** The AUTH_SECRET. */
  secret: string;
}

export const alertDelivery = ({ secret, ...options }: AlertDeliveryOptions): AlertDelivery => ({
  ...options,
  seal: (channel, target) => sealTarget(secret, channel, target),
  open: (channel, sealed) => openTarget(secret, channel, sealed),
  tokenOf: (link) => channelToken(secret, link),
  readToken: (token) => readChannelToken(secret, token),
});
