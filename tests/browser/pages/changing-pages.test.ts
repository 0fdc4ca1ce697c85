import { checkStates } from "./check-states.ts";
import { changingPages } from "./changing-pages.ts";

checkStates(changingPages);
