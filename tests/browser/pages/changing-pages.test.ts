import { checkStates } from "./check-states.ts";
import { changingPages } from "./states/changing-pages.ts";

checkStates(changingPages);
