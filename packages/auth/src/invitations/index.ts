export {
  invitationTokenHash,
  type NewInvitationToken,
  newInvitationToken,
} from "./invitation-token";
export { openInvitation } from "./open-invitation";
