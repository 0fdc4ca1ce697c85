/** What an operator starts. Everything else is for developers. */
const operators = /^(server\/main|jobs\/main|db\/migrate|commands\/[a-z-]+)\.ts$/;

/**
 * Runs web, worker, migrations and commands as production, unless NODE_ENV says otherwise (specification, section 9,
 * Production). Packages such as React read the variable when they are loaded, so it has to be set before.
 *
 * @param {string} command the file to be run
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function inProduction(command, env) {
  /** @type {string | undefined} */
  const given = env.NODE_ENV;
  return operators.test(command) && !given ? { ...env, NODE_ENV: "production" } : env;
}
