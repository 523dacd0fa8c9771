export function pnpmCommand(
  checkout: string,
  args: string[],
): { command: string; args: string[]; shell: boolean };
