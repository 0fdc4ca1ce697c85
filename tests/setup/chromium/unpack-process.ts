// Run as a process of its own: the package reads AWS_LAMBDA_JS_RUNTIME and TMPDIR, and sets more, when imported.
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
