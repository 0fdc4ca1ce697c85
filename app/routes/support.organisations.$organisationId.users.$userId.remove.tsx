import { RemovalPage, removalHandle } from "../person-flow/removal-page";
import { removalAction, removalLoader } from "../person-flow/removal.server";
import { organisationUserRemoval } from "../person-flow/removals.server";

export const loader = removalLoader(organisationUserRemoval);
export const action = removalAction(organisationUserRemoval);
export const handle = removalHandle;
export default RemovalPage;
