import type { EntryContext } from "@remix-run/node";
import { Action, IDLE_NAVIGATION } from "@remix-run/router";
import {
  UNSAFE_DataRouterStateContext as DataRouterStateContext,
  UNSAFE_LocationContext as LocationContext,
  UNSAFE_RouteContext as RouteContext,
} from "react-router";
import type { ComponentType } from "react";
import App, { Layout } from "../root";

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
 * another hook or component of Remix, such as `Link`, needs its context here. Error pages need `RemixServer`: the
 * context that `useRouteError` reads after an error is not exported.
 */
export function RoutePage({ source: { routeModules, staticHandlerContext } }: RoutePageProps) {
  const { location, matches, loaderData, actionData, errors } = staticHandlerContext;
  const module = routeModules[matches.at(-1)?.route.id ?? ""];
  const Page = module?.default as ComponentType | undefined;
  if (Page === undefined) throw new Error("The route has no page");
  const page = (
    <RouteContext.Provider value={{ outlet: null, matches, isDataRoute: true }}>
      <Page />
    </RouteContext.Provider>
  );
  return (
    <DataRouterStateContext.Provider value={{ ...still, location, matches, loaderData, actionData, errors }}>
      <LocationContext.Provider value={{ location, navigationType: Action.Pop }}>
        <RouteContext.Provider value={{ outlet: page, matches: matches.slice(0, 1), isDataRoute: true }}>
          <Layout>
            <App />
          </Layout>
        </RouteContext.Provider>
      </LocationContext.Provider>
    </DataRouterStateContext.Provider>
  );
}
