/** Returns how much `y` grows when `x` grows by one, by least squares. NaN for fewer than two points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (axis: "x" | "y") =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean("x"), mean("y")];
  let [covariance, variance] = [0, 0];
  for (const { x, y } of points) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  return covariance / variance;
}
