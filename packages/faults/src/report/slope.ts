/** How much `y` grows with each unit of `x`, by least squares; NaN of fewer than two points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (axis: "x" | "y") =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [meanX, meanY] = [mean("x"), mean("y")];
  let [together, alone] = [0, 0];
  for (const { x, y } of points) {
    together += (x - meanX) * (y - meanY);
    alone += (x - meanX) ** 2;
  }
  return together / alone;
}
