import { startForm } from "../bulk-changes/form.server";
import { NoPage } from "../document/no-page";
import { withSupport } from "../guards.server";

export const loader = withSupport(startForm);

export default NoPage;
