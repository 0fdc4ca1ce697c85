import {
  Button,
  createAll,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
} from "govuk-frontend";
import { watchProgress } from "./bulk-changes/watch-progress";

// GOV.UK's page template sets these classes in an inline script, which our Content-Security-Policy forbids.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");

for (const component of [Button, ErrorSummary, FileUpload, NotificationBanner, ServiceNavigation, SkipLink]) {
  createAll(component);
}

watchProgress();

// Browsers keep pages in their back/forward cache, even with `no-store`, and Back shows them without asking the server.
// After signing out, Back must not show anyone's details (specification, section 6, Sessions). This does not use
// `reload`, because that would post a form again.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  document.body.hidden = true;
  location.replace(location.pathname + location.search);
});
