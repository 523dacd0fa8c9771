import { z } from "zod";

/** The response to a request of which nothing was recorded. */
export const problem = z
  .object({
    error: z.object({
      code: z.string().meta({ description: "A code for programs.", examples: ["BAD_REQUEST"] }),
      message: z.string().meta({ description: "What is wrong and what to do, for people." }),
    }),
  })
  .meta({ description: "Why nothing of the request was recorded." });
