/** Programs that name themselves in `User-Agent`. Later ones in the list also name themselves as earlier ones do not. */
const programs: [pattern: RegExp, name: string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/.*\bSafari\//, "Safari"],
];

const systems: [pattern: RegExp, name: string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/**
 * Describes a browser in plain words, so that people recognise their own on the page 'Your sessions' (specification,
 * section 6, Your sessions).
 *
 * @param userAgent the header `User-Agent`, which a client can set to anything
 * @returns such as 'Chrome on Windows'; null if neither the program nor the system is known
 */
export function describeBrowser(userAgent: string | null): string | null {
  const [program, system] = [programs, systems].map((list) =>
    list.find(([pattern]) => pattern.test(userAgent ?? ""))?.at(1),
  );
  if (program === undefined) return system === undefined ? null : `A browser on ${String(system)}`;
  return system === undefined ? String(program) : `${String(program)} on ${String(system)}`;
}
