import { checkStates } from "./check-states.ts";
import { userPages } from "./states/user-pages.ts";

checkStates(userPages);
