import favicon from "govuk-frontend/dist/govuk/assets/images/favicon.svg";
import icon180 from "govuk-frontend/dist/govuk/assets/images/govuk-icon-180.png";
import type { LinksFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  useLocation,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "./components/error-page";
import { Layout as Surroundings } from "./components/layout";
import { useDocument } from "./document";
import { errorHeading, type Problem, reasonOf } from "./error-heading";
import styles from "./styles/console.scss?url";
import { documentTitle, titleParts } from "./title";

export const links: LinksFunction = () => [
  { rel: "icon", href: favicon, type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: icon180 },
  { rel: "stylesheet", href: styles },
];

/** The document around every page and error page. */
export function Layout({ children }: { children: ReactNode }) {
  const { script, ...document } = useDocument();
  const { pathname } = useLocation();
  const error = useRouteError();
  const parts = titleParts(useMatches());
  const serviceName = pathname.startsWith("/support")
    ? `Support for ${document.serviceName}`
    : document.serviceName;
  return (
    <html lang="en" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <title>
          {documentTitle(
            error ? [errorHeading(problemOf(error, document.status))] : parts,
            serviceName,
            document.hasErrors,
          )}
        </title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#1d70b8" />
        <Links />
      </head>
      <body className="govuk-template__body">
        <Surroundings serviceName={serviceName} path={pathname} userKind={document.userKind}>
          {children}
        </Surroundings>
        <script type="module" src={script} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Every error page, in the GOV.UK layout (SPEC §2). */
export function ErrorBoundary() {
  const { requestId, status } = useDocument();
  const problem = problemOf(useRouteError(), status);
  return (
    <ErrorPage
      heading={errorHeading(problem)}
      status={problem.status}
      reference={requestId}
      isExplained={reasonOf(problem) !== undefined}
    />
  );
}

function problemOf(error: unknown, status: number): Problem {
  return isRouteErrorResponse(error) ? error : { status: status === 503 ? 503 : 500 };
}
