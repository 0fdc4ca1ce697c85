import { checkStates } from "./check-states.ts";
import { publicPages } from "./states/public-pages.ts";

checkStates(publicPages);
