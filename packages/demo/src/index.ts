export { loadDemoStory } from "./load-demo-story";
