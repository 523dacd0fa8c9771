/**
 * Runs the cases one after another. Each is a function that gets the address of the provider for that
 * case. The case `failed` has to fail, and every other has to succeed.
 *
 * @param {Record<string, (url: string) => Promise<unknown>>} cases
 */
export async function runCases(cases) {
  for (const [name, runCase] of Object.entries(cases)) {
    const ran = runCase(`${process.env.PROVIDER_URL}/${name}`);
    if (name !== "failed") await ran;
    else await expectFailure(ran);
  }
}

async function expectFailure(ran) {
  const failure = await ran.then(
    () => null,
    (error) => error,
  );
  if (failure === null) throw new Error("The failing call succeeded.");
}

export const PROMPT = "what was said";
