import { checkStates } from "./check-states.ts";
import { overviewPages } from "./overview-pages.ts";

checkStates(overviewPages);
