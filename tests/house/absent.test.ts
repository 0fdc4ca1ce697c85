import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

// What docs/asvs.md says that the product does not have or do.

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const sources = globSync("{app,client/source,server,jobs,commands,db}/**/*.{ts,tsx}", { cwd: root })
  .filter((path) => !path.includes(".test.") && !path.startsWith("db/demonstration/")) // not in the image
  .toSorted();

it.each<[what: string, pattern: RegExp, allowed: string[]]>([
  ["starts programs", /\bnode:(?:child_process|cluster|worker_threads)\b/, []],
  ["runs text as code", /\beval\(|\bnew Function\(|\bnode:vm\b/, []],
  [
    "writes markup without React's encoding, other than its own",
    /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
    ["app/components/govuk/logo.tsx", "app/document/page-frame.tsx"],
  ],
  ["keeps anything in a browser", /\b(?:localStorage|sessionStorage|indexedDB|document\.cookie)\b/, []],
  ["sends messages between windows", /\bpostMessage\b/, []],
  ["opens WebSockets or WebRTC", /\bWebSocket\b|\bRTC[A-Z]\w+/, []],
  ["allows other origins", /Access-Control-/i, []],
  ["hashes with MD5 or SHA-1", /\b(?:md5|sha-?1)\b/i, []],
  ["encrypts by itself", /\bcreate(?:Cipher|Decipher)iv\b|\bsubtle\b/, []],
  ["switches off the check of certificates", /rejectUnauthorized: ?false|NODE_TLS_REJECT/, []],
  ["uses weak chance, other than for waiting", /\bMath\.random\b/, ["client/source/retrying.ts"]],
  [
    "opens files, other than its own and those of an import or the configuration",
    /\bnode:fs\b/,
    [
      "db/migrate.ts",
      "db/variables/database-tls.ts",
      "db/variables/secret-files.ts",
      "jobs/templates/templates.ts",
      "server/organisations/import/open-file.ts",
    ],
  ],
])("no file of the product %s", (_, pattern, allowed) => {
  expect(sources.filter((path) => pattern.test(read(path)))).toEqual(allowed);
});

it("no package of the product is for what docs/asvs.md says that it does not have", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, { dev?: true }> };
  const names = Object.keys(packages).filter((path) => path !== "" && !packages[path]?.dev);
  const foreign = /graphql|\/(?:ws|socket\.io)\b|webrtc|ldap|xpath|xml|saml|memcache|latex|nodemailer|zip/;

  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => foreign.test(name))).toEqual([]);
});
