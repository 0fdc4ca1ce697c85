// Runs in its own process, because the package reads and sets environment variables when imported.
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
