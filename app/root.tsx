import favicon from "govuk-frontend/dist/govuk/assets/images/favicon.svg";
import icon180 from "govuk-frontend/dist/govuk/assets/images/govuk-icon-180.png";
import { Outlet, useLocation, useMatches } from "@remix-run/react";
import type { ReactNode } from "react";
import { errorHeading, ErrorPage } from "./document/error-page";
import { PageFrame } from "./document/page-frame";
import { useDocument } from "./document/document";
import { isSupportPath } from "./paths";
import styles from "./styles/console.scss?url";
import { documentTitle, titleParts } from "./document/title";

/** The HTML document around every page and every error page. */
export function Layout({ children }: { children: ReactNode }) {
  const { script, userKind, hasErrors, next, problem, ...page } = useDocument();
  const { pathname } = useLocation();
  const matches = useMatches();
  const serviceName = isSupportPath(pathname) ? `Support for ${page.serviceName}` : page.serviceName;
  return (
    <html lang="en" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <title>
          {documentTitle(problem ? [errorHeading(problem)] : titleParts(matches), serviceName, hasErrors)}
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
  const { requestId, problem = { status: 500 } } = useDocument();
  return <ErrorPage problem={problem} reference={requestId} />;
}
