import { TRPCError } from "@trpc/server";
import { z } from "zod";

export const signedOut = () =>
  new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to continue." });

/**
 * The error for a project that does not exist, and for a project of which the caller is not a member.
 * Different errors would tell the caller which projects exist.
 */
export const projectNotFound = () =>
  new TRPCError({
    code: "NOT_FOUND",
    message: "There is no such project, or you are not a member of it.",
  });

/** The error for a run that does not exist, and for a run of another project. */
export const runNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such pipeline run in this project." });

/** The error for a key that does not exist, and for a key of another project. */
export const keyNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such key in this project." });

/** The error for a channel that does not exist or was removed, and for a channel of another project. */
export const channelNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such channel in this project." });

/** The error for an alert that does not exist, and for an alert of another project. */
export const alertNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such alert in this project." });

/** The error for the token of a link in an alert that is not valid, whatever the reason. */
export const linkNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "This link is not valid any more." });

/**
 * The error for a token that is not valid. Different errors would tell whether it was used, revoked,
 * replaced or has expired, or never existed.
 */
export const invitationNotFound = () =>
  new TRPCError({
    code: "NOT_FOUND",
    message: "This invitation is not valid any more. Ask for a new link.",
  });

/** The error for a session that does not exist, and for a session of somebody else. */
export const sessionNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "You have no such session. It may have ended." });

/** The error for a caller whose role is not allowed to do something; `message` names the allowed roles. */
export const forbidden = (message: string) => new TRPCError({ code: "FORBIDDEN", message });

/** The error for a project that has reached a maximum; `message` says what to do. */
export const tooMany = (message: string) => new TRPCError({ code: "CONFLICT", message });

/** The error for a change that the present state does not allow; `message` says why, and what to do. */
export const conflict = (message: string) => new TRPCError({ code: "CONFLICT", message });

/** The error for what was done too often; `message` says when it can be done again. */
export const tooOften = (message: string) => new TRPCError({ code: "TOO_MANY_REQUESTS", message });

/**
 * The error for a sum that a JSON number cannot hold exactly. That is the case for many full months together,
 * and for a single month only if a version before the limits of a month recorded it.
 */
export const tooLargeToShow = () =>
  new TRPCError({
    code: "UNPROCESSABLE_CONTENT",
    message:
      "This usage adds up to more than can be shown exactly. Choose fewer days. Other months and other products are not affected.",
  });

/**
 * The error for a field that is invalid although its own schema accepts it. It has the form of a schema's
 * validation error.
 */
export const invalidField = (field: string, message: string) =>
  new TRPCError({
    code: "BAD_REQUEST",
    cause: new z.ZodRealError([{ code: "custom", path: [field], message, input: undefined }]),
  });
