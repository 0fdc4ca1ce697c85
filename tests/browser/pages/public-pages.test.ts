import { checkStates } from "./check-states.ts";
import { publicPages } from "./public-pages.ts";

checkStates(publicPages);
