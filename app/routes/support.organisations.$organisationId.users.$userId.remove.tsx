import { withSupport } from "../guards.server";
import { removeOrganisationUser } from "../person-flow/organisation-user.server";
import { RemovalPage, removalHandle } from "../person-flow/pages/removal-page";
import { removalAction, removalLoader } from "../person-flow/removal.server";

export const loader = withSupport(removalLoader(removeOrganisationUser));
export const action = withSupport(removalAction(removeOrganisationUser));
export const handle = removalHandle;
export default RemovalPage;
