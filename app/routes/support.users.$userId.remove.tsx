import { RemovalPage, removalHandle } from "../person-flow/removal-page";
import { removalAction, removalLoader } from "../person-flow/removal.server";
import { supportUserRemoval } from "../person-flow/removals.server";

export const loader = removalLoader(supportUserRemoval);
export const action = removalAction(supportUserRemoval);
export const handle = removalHandle;
export default RemovalPage;
