import { checkStates } from "./check-states.ts";
import { addingPages } from "./states/adding-pages.ts";

checkStates(addingPages);
