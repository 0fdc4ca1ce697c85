import { checkStates } from "./check-states.ts";
import { errorPages } from "./error-pages.ts";

checkStates(errorPages);
