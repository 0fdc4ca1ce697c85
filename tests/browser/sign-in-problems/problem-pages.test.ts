import { checkStates } from "../pages/check-states.ts";
import { problemPages } from "../pages/states/sign-in-problems/problem-pages.ts";

checkStates(problemPages);
