import { ROLES } from "@ai-cost/domain";
import { z } from "zod";
import { nameSchema, projectIdSchema, projectInput } from "../field-schemas";

export const roleSchema = z.enum(ROLES);
const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("is not an e-mail address").max(254));

const project = z.object({ projectId: projectIdSchema, name: z.string(), role: roleSchema });

/** Every project that the caller may open, by name. */
export const projectListOutput = z.array(project);
/** `hasUsage` is false until the first charge. */
export const projectOutput = project.extend({ hasUsage: z.boolean() });
export const createProjectInput = z.object({ name: nameSchema(200) });
export const createProjectOutput = z.object({ projectId: projectIdSchema });

/** Owners first, then admins, then members, each by address. Whether an address has an account is not told. */
export const memberListOutput = z.array(
  z.object({ email: z.string(), role: roleSchema, isYou: z.boolean() }),
);
export const memberInput = projectInput.extend({ email: emailSchema });
export const memberRoleInput = memberInput.extend({ role: roleSchema });
/** The same for every address. */
export const memberChangeOutput = z.object({ email: z.string(), role: roleSchema.nullable() });
