/** Wraps `work` so that at most `limit` calls of it run at the same time. The others wait for their turn. */
export function atMost<Arguments extends unknown[], Result>(
  limit: number,
  work: (...parameters: Arguments) => Promise<Result>,
): (...parameters: Arguments) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (...parameters) => {
    if (running < limit) running += 1;
    // The call that ends passes its place on.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work(...parameters);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
