import { TRPCError } from "@trpc/server";
import { z } from "zod";

/** Nobody is signed in. */
export const signedOut = () =>
  new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to continue." });

/** The same for a project that does not exist and for one that is not the caller's. */
export const projectNotFound = () =>
  new TRPCError({
    code: "NOT_FOUND",
    message: "There is no such project, or you are not a member of it.",
  });

/** The same for a run that does not exist and for one of another project. */
export const runNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such pipeline run in this project." });

/** The same for a key that does not exist and for one of another project. */
export const keyNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such key in this project." });

/** The caller's role does not suffice; `message` says whose does. */
export const forbidden = (message: string) => new TRPCError({ code: "FORBIDDEN", message });

/** The project has as many of something as it may; `message` says what to do. */
export const tooMany = (message: string) => new TRPCError({ code: "CONFLICT", message });

/** A field that its schema cannot judge, answered as if the schema had refused it. */
export const invalidField = (field: string, message: string) =>
  new TRPCError({
    code: "BAD_REQUEST",
    cause: new z.ZodRealError([{ code: "custom", path: [field], message, input: undefined }]),
  });
