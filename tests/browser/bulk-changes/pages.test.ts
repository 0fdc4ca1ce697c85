import { checkStates } from "../pages/check-states.ts";
import { bulkChangePages } from "../pages/states/bulk-change-pages.ts";

checkStates(bulkChangePages);
