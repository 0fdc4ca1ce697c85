import favicon from "govuk-frontend/dist/govuk/assets/images/favicon.svg";
import icon180 from "govuk-frontend/dist/govuk/assets/images/govuk-icon-180.png";
import { isRouteErrorResponse, Outlet, useLocation, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import { errorHeading, ErrorPage, type Problem } from "./document/error-page";
import { PageFrame } from "./document/page-frame";
import { useDocument } from "./document/document";
import { isSupportPath } from "./paths";
import styles from "./styles/console.scss?url";
import { documentTitle, titleParts } from "./document/title";

/** The HTML document around every page and every error page. */
export function Layout({ children }: { children: ReactNode }) {
  const { script, userKind, hasErrors, next, ...page } = useDocument();
  const { pathname } = useLocation();
  const error = useRouteError();
  const matches = useMatches();
  const serviceName = isSupportPath(pathname) ? `Support for ${page.serviceName}` : page.serviceName;
  return (
    <html lang="en" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <title>
          {documentTitle(
            error ? [errorHeading(problemOf(error))] : titleParts(matches),
            serviceName,
            hasErrors,
          )}
        </title>
        {next !== undefined && <meta httpEquiv="refresh" content={`0; url=${next}`} />}
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#1d70b8" />
        <link rel="icon" href={favicon} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={icon180} />
        <link rel="stylesheet" href={styles} />
      </head>
      <body className="govuk-template__body">
        <PageFrame serviceName={serviceName} path={pathname} userKind={userKind}>
          {children}
        </PageFrame>
        <script type="module" src={script} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** Renders the error page of every route, in the GOV.UK layout (specification, section 2). */
export function ErrorBoundary() {
  const { requestId } = useDocument();
  return <ErrorPage problem={problemOf(useRouteError())} reference={requestId} />;
}

function problemOf(error: unknown): Problem {
  return isRouteErrorResponse(error) ? error : { status: 500 };
}
