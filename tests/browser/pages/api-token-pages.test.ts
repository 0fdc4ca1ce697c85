import { checkStates } from "./check-states.ts";
import { apiTokenPages } from "./states/api-token-pages.ts";

checkStates(apiTokenPages);
