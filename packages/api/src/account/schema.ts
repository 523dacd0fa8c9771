import { z } from "zod";
import { instantSchema, nameSchema } from "../field-schemas";

export const renameInput = z.object({ name: nameSchema(200) });
export const accountOutput = z.object({ email: z.string(), name: z.string() });

/** At most 100 sessions: the session of the request first, then those that were seen last. */
export const sessionListOutput = z.array(
  z.object({
    sessionId: z.string(),
    /** The browser and its system, such as `Firefox on Linux`; null when the browser did not say. */
    device: z.string().nullable(),
    /** The IP address that the person signed in from; null when it is unknown. */
    ipAddress: z.string().nullable(),
    signedInAt: instantSchema,
    /** The time of the last request, accurate to five minutes. */
    lastSeenAt: instantSchema,
    /** Whether this is the session of the request. */
    isCurrent: z.boolean(),
  }),
);
export const revokeSessionInput = z.object({ sessionId: z.uuid("is not a session id") });
export const revokedSessionsOutput = z.object({
  /** The number of sessions that this request has ended. */
  revokedSessions: z.number(),
});
