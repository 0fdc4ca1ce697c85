import { checkStates } from "./check-states.ts";
import { addingPages } from "./adding-pages.ts";

checkStates(addingPages);
