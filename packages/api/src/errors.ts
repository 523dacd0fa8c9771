import { TRPCError } from "@trpc/server";
import { z } from "zod";

export const signedOut = () =>
  new TRPCError({ code: "UNAUTHORIZED", message: "Sign in to continue." });

/** The same whether the project does not exist or the caller is not a member of it. */
export const projectNotFound = () =>
  new TRPCError({
    code: "NOT_FOUND",
    message: "There is no such project, or you are not a member of it.",
  });

/** The same whether the run does not exist or belongs to another project. */
export const runNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such pipeline run in this project." });

/** The same whether the key does not exist or belongs to another project. */
export const keyNotFound = () =>
  new TRPCError({ code: "NOT_FOUND", message: "There is no such key in this project." });

/** The caller's role is not enough; `message` names the roles that are. */
export const forbidden = (message: string) => new TRPCError({ code: "FORBIDDEN", message });

/** The project has reached a maximum; `message` says what to do. */
export const tooMany = (message: string) => new TRPCError({ code: "CONFLICT", message });

/** Refuses a field that its schema cannot check alone, in the form of a schema's refusal. */
export const invalidField = (field: string, message: string) =>
  new TRPCError({
    code: "BAD_REQUEST",
    cause: new z.ZodRealError([{ code: "custom", path: [field], message, input: undefined }]),
  });
