import { z } from "zod";
import {
  emailSchema,
  nameSchema,
  projectIdSchema,
  projectInput,
  roleSchema,
} from "../field-schemas";

const project = z.object({ projectId: projectIdSchema, name: z.string(), role: roleSchema });

/** The projects, ordered by name. */
export const projectListOutput = z.array(project);
export const projectOutput = project.extend({
  /** True when the project has a charge. */
  hasUsage: z.boolean(),
});
export const createProjectInput = z.object({ name: nameSchema(200) });
export const projectIdOutput = z.object({ projectId: projectIdSchema });

/** The members: owners, then admins, then members, each ordered by address. */
export const memberListOutput = z.array(
  z.object({ email: z.string(), role: roleSchema, isYou: z.boolean() }),
);
export const memberInput = projectInput.extend({
  email: emailSchema,
});
export const memberRoleInput = memberInput.extend({ role: roleSchema });
export const memberChangeOutput = z.object({
  email: z.string(),
  /** The role after the change; null after a removal. */
  role: roleSchema.nullable(),
});
