// `npm run build:client`: puts the client's packages where the web server serves them.
import { join } from "node:path";
import { buildClient } from "./releases.ts";

buildClient(join(import.meta.dirname, "../../build/client/api"));
