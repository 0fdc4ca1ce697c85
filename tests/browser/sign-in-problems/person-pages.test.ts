import { checkStates } from "../pages/check-states.ts";
import { personPages } from "../pages/states/sign-in-problems/person-pages.ts";

checkStates(personPages);
