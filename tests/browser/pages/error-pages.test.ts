import { checkStates } from "./check-states.ts";
import { errorPages } from "./states/error-pages.ts";

checkStates(errorPages);
