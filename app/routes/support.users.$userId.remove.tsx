import { withSupport } from "../guards.server";
import { removeSupportUser } from "../person-flow/support-user.server";
import { RemovalPage, removalHandle } from "../person-flow/pages/removal-page";
import { removalAction, removalLoader } from "../person-flow/removal.server";

export const loader = withSupport(removalLoader(removeSupportUser));
export const action = withSupport(removalAction(removeSupportUser));
export const handle = removalHandle;
export default RemovalPage;
