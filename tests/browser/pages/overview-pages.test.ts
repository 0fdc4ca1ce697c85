import { checkStates } from "./check-states.ts";
import { overviewPages } from "./states/overview-pages.ts";

checkStates(overviewPages);
