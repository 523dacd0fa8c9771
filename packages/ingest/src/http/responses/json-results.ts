/** An answer that says of each thing sent what became of it: 422 when not one could be read. */
export const jsonResults = (answer: { results: readonly { result: string }[] }): Response => {
  const { results } = answer;
  const isNothingRead = results.length > 0 && results.every(({ result }) => result === "invalid");
  return Response.json(answer, { status: isNothingRead ? 422 : 200 });
};
