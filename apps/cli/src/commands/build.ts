import { CHECKOUT } from "@ai-cost/command";
import type { CliCommand } from "../command-line/cli-command";
import type { CommandContext } from "../command-line/context";

export function define(command: CliCommand, { buildApp, progress }: CommandContext): void {
  command
    .description(
      "Builds what an image needs: the web app in apps/web, and these commands as one program in apps/cli/dist.",
    )
    .note("apps/web/Dockerfile shows how an image is made of them.")
    .action(async () => {
      const { compileCommand } = await import("../build/compile-command");
      await compileCommand(CHECKOUT);
      await buildApp(progress);
    });
}
