import { checkStates } from "./check-states.ts";
import { organisationPages } from "./states/organisation-pages.ts";

checkStates(organisationPages);
