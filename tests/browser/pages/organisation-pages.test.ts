import { checkStates } from "./check-states.ts";
import { organisationPages } from "./organisation-pages.ts";

checkStates(organisationPages);
