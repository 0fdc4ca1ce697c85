import type { EntryContext } from "@remix-run/node";
import { Action, IDLE_NAVIGATION } from "@remix-run/router";
import {
  UNSAFE_DataRouterStateContext as DataRouterStateContext,
  UNSAFE_LocationContext as LocationContext,
  UNSAFE_RouteContext as RouteContext,
} from "react-router";
import type { ComponentType, ReactElement } from "react";
import App, { ErrorBoundary, Layout } from "../root";

type RoutePageProps = { source: Pick<EntryContext, "routeModules" | "staticHandlerContext"> };

/** The state of Remix's router that never changes, because a page is rendered once and does not navigate. */
const still = {
  historyAction: Action.Pop,
  initialized: true,
  navigation: IDLE_NAVIGATION,
  restoreScrollPosition: null,
  preventScrollReset: false,
  revalidation: "idle" as const,
  fetchers: new Map(),
  blockers: new Map(),
};

/**
 * Renders a page as `RemixServer` does, but without building a router first, which takes about as long as rendering.
 *
 * Remix's hooks for data, matches, location and errors read contexts of react-router that it does not document, so
 * `package.json` fixes its version, and a test compares every page with what `RemixServer` renders. A page that uses
 * another hook or component of Remix, such as `Link`, needs its context here. The error page takes its error from
 * `useDocument`: the context that `useRouteError` reads is not exported.
 */
export function RoutePage({ source }: RoutePageProps) {
  const { location, matches, loaderData, actionData, errors } = source.staticHandlerContext;
  const outlet = errors === null ? contentOf(source) : null;
  return (
    <DataRouterStateContext.Provider value={{ ...still, location, matches, loaderData, actionData, errors }}>
      <LocationContext.Provider value={{ location, navigationType: Action.Pop }}>
        <RouteContext.Provider value={{ outlet, matches: matches.slice(0, 1), isDataRoute: true }}>
          <Layout>{outlet === null ? <ErrorBoundary /> : <App />}</Layout>
        </RouteContext.Provider>
      </LocationContext.Provider>
    </DataRouterStateContext.Provider>
  );
}

/** What the root route's `Outlet` shows: the page's own component. */
function contentOf({
  routeModules,
  staticHandlerContext: { matches },
}: RoutePageProps["source"]): ReactElement {
  const Page = routeModules[matches.at(-1)?.route.id ?? ""]?.default as ComponentType | undefined;
  if (Page === undefined) throw new Error("The route has no page");
  return (
    <RouteContext.Provider value={{ outlet: null, matches, isDataRoute: true }}>
      <Page />
    </RouteContext.Provider>
  );
}
