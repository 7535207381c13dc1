// Comfort for the connection page, which works without it.
"use strict";
(() => {
  const main = document.querySelector("main");
  const origins = (main.dataset.origins || "").split(" ").filter(Boolean);
  const other = window.opener || (window.parent !== window ? window.parent : null);

  // Tells the page that opened this one, if the environment allows its origin.
  const tell = (message) => {
    if (!other) return;
    for (const origin of origins) other.postMessage(message, origin);
  };

  // Unlike a reload, this does not send a form again.
  const load = () => location.replace(location.href);

  // The pages of this origin, in other windows. Others cannot listen.
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("link-token") : null;
  // A page that waits for another window finds out earlier.
  if (channel && main.querySelector(".wait")) channel.addEventListener("message", load);

  // The result, once: not again when the page is reloaded.
  if (main.dataset.result) {
    const once = "told:" + location.pathname + ":" + main.dataset.result;
    let told = false;
    try {
      // All links that begin no attempt have one path, and a query.
      told = sessionStorage.getItem(once) !== null && !location.search;
      sessionStorage.setItem(once, "1");
    } catch {
      // A browser without storage.
    }
    if (!told) {
      tell(JSON.parse(main.dataset.result));
      channel?.postMessage(JSON.parse(main.dataset.result));
    }
    // An opener could see that the window is closed before it gets the message.
    if ("close" in main.dataset) setTimeout(() => window.close(), other ? 1000 : 0);
  }

  for (const button of document.querySelectorAll("button[data-closes]")) {
    button.hidden = !other;
    button.addEventListener("click", () => {
      // An opener sees for itself that the window closes, and takes each message for a result.
      if (window.parent !== window) tell("closed");
      window.close();
    });
  }

  for (const button of document.querySelectorAll("button[data-shows]")) {
    const input = document.getElementById(button.dataset.shows);
    button.hidden = false;
    button.addEventListener("click", () => {
      // A text of several lines has no type.
      const lines = input.tagName === "TEXTAREA";
      const hidden = lines ? !input.classList.contains("shown") : input.type === "password";
      if (lines) input.classList.toggle("shown");
      else input.type = hidden ? "text" : "password";
      button.textContent = hidden ? button.dataset.hide : button.dataset.show;
    });
  }

  for (const button of document.querySelectorAll("button[data-copied]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        button.textContent = button.dataset.copied;
      } catch {
        // The address bar has it, too.
        prompt(button.textContent, location.href);
      }
    });
  }

  // The third party cuts its window off from other windows. So it gets one of its own, and this page
  // stays connected to the one that opened it.
  if (window.opener) {
    for (const form of document.querySelectorAll("form[data-own-window]")) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "own_window";
      field.value = "true";
      form.append(field);
      form.target = "_blank";
    }
  }

  // A second click would send the form again.
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "1";
      for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
      // In a frame, the third party has a window of its own, and this page waits for it.
      if (form.target === "_blank") setTimeout(load, 1500);
    });
  }
  // A cookie that was held back comes with a form of this page.
  const itself = document.querySelector("form[data-sends-itself]");
  if (itself) itself.requestSubmit();

  window.addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });

  const search = document.querySelector("input[type=search]");
  if (search) {
    search.closest("div").hidden = false;
    search.addEventListener("input", () => {
      const wanted = search.value.toLocaleLowerCase().trim();
      for (const button of document.querySelectorAll(".apps button")) {
        button.hidden = !button.textContent.toLocaleLowerCase().includes(wanted);
      }
    });
  }

  const left = document.querySelector("time[data-minutes]");
  if (left) {
    const ends = Date.now() + Number(left.dataset.minutes) * 60000;
    setInterval(() => {
      const minutes = Math.max(0, Math.ceil((ends - Date.now()) / 60000));
      left.textContent = left.dataset.text.replace("{minutes}", String(minutes));
    }, 15000);
  }
})();
