/** A response with one result for each thing that was sent; 422 when every one of them is invalid. */
export const jsonResults = (output: { results: readonly { result: string }[] }): Response => {
  const { results } = output;
  const isAllInvalid = results.length > 0 && results.every(({ result }) => result === "invalid");
  return Response.json(output, { status: isAllInvalid ? 422 : 200 });
};
