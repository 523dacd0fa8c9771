import { createRoot } from "react-dom/client";
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";

const days: { date: string; cost: number }[] = JSON.parse(
  document.getElementById("days")?.textContent ?? "[]",
);

/**
 * Draws the dashboard's bars with Recharts. Turns off the animation, because it would delay the
 * bars.
 */
createRoot(document.getElementById("root") as HTMLElement).render(
  <main>
    <h1>Daily spend</h1>
    <BarChart width={960} height={240} data={days}>
      <CartesianGrid vertical={false} />
      <XAxis dataKey="date" />
      <YAxis tickFormatter={(dollars: number) => `$${dollars}`} />
      <Tooltip />
      <Bar dataKey="cost" isAnimationActive={false} />
    </BarChart>
  </main>,
);
