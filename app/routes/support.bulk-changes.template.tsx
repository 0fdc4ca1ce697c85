import { readTemplate } from "../bulk-changes/form.server";
import { withSupport } from "../guards.server";

export const loader = withSupport(readTemplate);
