import { withSupport } from "../guards.server";
import { unlinkSupportUser, unlinkAction, unlinkLoader } from "../sign-in-problems/unlink.server";
import { UnlinkPage, unlinkHandle } from "../sign-in-problems/unlink-page";

export const loader = withSupport(unlinkLoader(unlinkSupportUser));
export const action = withSupport(unlinkAction(unlinkSupportUser));
export const handle = unlinkHandle;
export default UnlinkPage;
