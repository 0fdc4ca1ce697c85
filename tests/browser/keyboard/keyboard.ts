import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

type Role = "link" | "button" | "textbox" | "searchbox" | "checkbox" | "combobox";

/** No page of ours has more that the keyboard can reach. */
const mostStops = 150;

/** Somebody who has a keyboard and nothing else. */
export class Keyboard {
  readonly page: Page;
  readonly javaScript: boolean;

  constructor(page: Page, javaScript: boolean) {
    this.page = page;
    this.javaScript = javaScript;
  }

  /** Goes to a link with Tab, or back to it with Shift and Tab, and follows it. */
  async follow(link: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    await this.#reach("link", link, key);
    await this.page.keyboard.press("Enter");
  }

  /** Goes to a button with Tab, and presses it: one that is a link in truth takes Enter alone without JavaScript. */
  async press(button: string, key: "Space" | "Enter" = "Space"): Promise<void> {
    await this.#reach("button", button);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field with Tab, which selects what is in it, and types over it. */
  async type(label: string, text: string, role: Role = "textbox"): Promise<void> {
    await this.#reach(role, label);
    await this.page.keyboard.type(text);
  }

  /** Goes to a checkbox with Tab, and ticks it. */
  async tick(label: string): Promise<void> {
    const box = await this.#reach("checkbox", label);
    await this.page.keyboard.press("Space");
    expect(await box.isChecked()).toBe(true);
  }

  /** Checks that the focus is where scripts are to put it; without them it stays where the page begins. */
  async expectFocusOn(selector: string): Promise<void> {
    if (this.javaScript) await this.page.locator(`${selector}:focus`).waitFor();
  }

  async #reach(role: Role, name: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<Locator> {
    const target = this.page.getByRole(role, { name, exact: true });
    await target.waitFor();
    for (let stop = 0; stop < mostStops; stop += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return target;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} does not reach the ${role} '${name}' on ${this.page.url()}`);
  }
}
