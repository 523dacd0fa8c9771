import { Refusal } from "@ai-cost/domain";

/** The one argument of a command; throws a Refusal that says how it is called. */
export function fileArgument(argv: readonly string[], command: string): string {
  const [file, ...rest] = argv;
  if (file === undefined || file.startsWith("-") || rest.length > 0)
    throw new Refusal(`Usage: npm run ${command} -- FILE`);
  return file;
}
