import { startDraft } from "../person-flow/steps.server";

export const loader = startDraft;
