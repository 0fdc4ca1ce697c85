import { demonstrationPeople } from "../../db/demonstration/demonstration.ts";
import { parsePort } from "../processes/ports.ts";
import { runStandIn } from "../stand-in/run.ts";
import { startSignIn } from "./start-sign-in.ts";

const required = ["SIGN_IN_PORT", "DFE_SIGN_IN_CLIENT_ID", "DFE_SIGN_IN_CLIENT_SECRET", "PUBLIC_URL"];

await runStandIn("DfE Sign-in", required, (variable) =>
  startSignIn({
    port: parsePort("SIGN_IN_PORT", variable("SIGN_IN_PORT"), 0),
    clientId: variable("DFE_SIGN_IN_CLIENT_ID"),
    clientSecret: variable("DFE_SIGN_IN_CLIENT_SECRET"),
    publicUrl: variable("PUBLIC_URL"),
    people: demonstrationPeople,
  }),
);
