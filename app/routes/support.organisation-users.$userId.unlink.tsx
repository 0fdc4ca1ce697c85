import { withSupport } from "../guards.server";
import { unlinkOrganisationUser, unlinkAction, unlinkLoader } from "../sign-in-problems/unlink.server";
import { UnlinkPage, unlinkHandle } from "../sign-in-problems/unlink-page";

export const loader = withSupport(unlinkLoader(unlinkOrganisationUser));
export const action = withSupport(unlinkAction(unlinkOrganisationUser));
export const handle = unlinkHandle;
export default UnlinkPage;
