import { z } from "zod";

/** What a request that is not taken is answered with. */
export const problem = z
  .object({
    error: z.object({
      code: z.string().meta({ description: "For programs.", examples: ["BAD_REQUEST"] }),
      message: z.string().meta({ description: "What is wrong and what to do, for people." }),
    }),
  })
  .meta({ description: "Why nothing of the request was taken." });
