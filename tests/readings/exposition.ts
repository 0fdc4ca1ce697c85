const sample =
  /^(?<name>[a-z_]\w*)(?:\{(?<labels>(?:[a-z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (?<value>\S+)$/i;
const comment = /^# (?<kind>HELP|TYPE) (?<name>[a-z_]\w*) (?<text>.+)$/i;
const types = ["counter", "gauge", "histogram", "summary"];

/**
 * Reads metrics as strictly as Prometheus: each metric is described once, before its samples, and each sample
 * appears once.
 *
 * @returns the value of each sample, by its name and labels
 */
export function readExposition(text: string): Map<string, number> {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const described = { HELP: new Set<string>(), TYPE: new Set<string>() };
  const values = new Map<string, number>();
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const { kind, name = "", text: said = "" } = comment.exec(line)?.groups ?? {};
    if (kind === "HELP" || kind === "TYPE") {
      if (described[kind].has(name)) throw new Error(`Described twice: ${line}`);
      if (kind === "TYPE" && !types.includes(said)) throw new Error(`Not a type: ${line}`);
      described[kind].add(name);
    } else {
      const [series, value] = readSample(line, described.TYPE);
      if (values.has(series)) throw new Error(`There twice: ${line}`);
      values.set(series, value);
    }
  }
  return values;
}

function readSample(line: string, described: Set<string>): [series: string, value: number] {
  const { name = "", labels = "", value = "" } = sample.exec(line)?.groups ?? {};
  const metric = [name, name.replace(/_(bucket|sum|count)$/, "")].find((each) => described.has(each));
  const number = value === "+Inf" ? Infinity : Number(value || "none");
  if (metric === undefined || (Number.isNaN(number) && value !== "Nan")) {
    throw new Error(`Not a sample of anything: ${line}`);
  }
  return [labels === "" ? name : `${name}{${labels}}`, number];
}
