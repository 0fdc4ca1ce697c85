import { checkStates } from "./check-states.ts";
import { userPages } from "./user-pages.ts";

checkStates(userPages);
