/**
 * Describes why a port cannot be used (specification, section 9, Ports and data).
 *
 * @param variable the environment variable that sets the port
 * @param code the operating system's error code, such as EADDRINUSE
 */
export function describePortFault(port: number, variable: string, code: string): string {
  return code === "EADDRINUSE"
    ? `Port ${port} is in use. Stop what uses it or set ${variable} to another.`
    : `Port ${port} cannot be used (${code}). Set ${variable} to another port.`;
}
