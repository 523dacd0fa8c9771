/** A response with one result for each item of the request. The status is 422 when every item is invalid. */
export const jsonResults = (output: { results: readonly { result: string }[] }): Response => {
  const { results } = output;
  const isAllInvalid = results.length > 0 && results.every(({ result }) => result === "invalid");
  return Response.json(output, { status: isAllInvalid ? 422 : 200 });
};
