import type { Conclusion } from "./conclude/state.svelte";
import type { HomeList } from "./home/state.svelte";
import type { Interview } from "./interview/state.svelte";
import type { Settings } from "./settings/state.svelte";
import type { Signing } from "./sign/state.svelte";
import type { Start } from "./start/state.svelte";

/** Which screen is shown, with the state it works on. */
export type Route =
  | { screen: "home"; home: HomeList }
  | { screen: "start"; start: Start }
  | { screen: "settings"; settings: Settings }
  | { screen: "interview"; interview: Interview }
  | { screen: "conclude"; conclusion: Conclusion }
  | { screen: "candidate-page"; conclusion: Conclusion }
  | { screen: "sign"; signing: Signing };
