/** Types of the parts of govuk-frontend's scripts that we use: the package itself has no types. */
declare module "govuk-frontend" {
  type Component = { new (element: Element): unknown; readonly moduleName: string };
  export const Button: Component;
  export const ErrorSummary: Component;
  export const FileUpload: Component;
  export const NotificationBanner: Component;
  export const ServiceNavigation: Component;
  export const SkipLink: Component;
  /** Starts a component on each of its elements on the page. Logs errors to the browser's console. */
  export function createAll(component: Component): unknown[];
}
