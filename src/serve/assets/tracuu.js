// What makes the page quicker to use. Without it every page is whole.
"use strict";

(() => {
  const box = document.querySelector("form.box input[name=q]");
  const form = box && box.form;
  const language = document.documentElement.lang;

  // Suggestions while typing: a list under the box that arrows walk.
  if (box) {
    const list = document.createElement("ul");
    list.id = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.suggestions || "");
    list.hidden = true;
    form.append(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");

    let asked = null;
    let waiting = 0;
    let typed = box.value;

    const options = () => [...list.children];
    const active = () => options().findIndex((option) => option.ariaSelected === "true");
    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const choose = (at) => {
      const all = options();
      all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      if (at < 0) {
        box.value = typed;
        box.removeAttribute("aria-activedescendant");
      } else {
        box.value = all[at].dataset.query;
        box.setAttribute("aria-activedescendant", all[at].id);
        all[at].scrollIntoView({ block: "nearest" });
      }
    };
    const show = (suggestions) => {
      close();
      suggestions.forEach((suggestion, at) => {
        const option = document.createElement("li");
        option.id = `suggestion-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.query = suggestion.query;
        const text = document.createElement("bdi");
        text.lang = "vi";
        text.textContent = suggestion.text;
        option.append(text);
        if (suggestion.note) {
          const note = document.createElement("small");
          note.textContent = suggestion.note;
          option.append(" ", note);
        }
        // Before the box loses the focus.
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          box.value = suggestion.query;
          form.requestSubmit();
        });
        list.append(option);
      });
      list.hidden = suggestions.length === 0;
      box.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
      if (asked) asked.abort();
      asked = new AbortController();
      const query = box.value;
      if (query.trim().length < 2) return close();
      try {
        const address = `/api/v1/suggest?limit=8&lang=${language}&q=${encodeURIComponent(query)}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (!answer.ok) return close();
        const found = await answer.json();
        if (document.activeElement === box && box.value === query) {
          show(found.suggestions.map((of) => ({
            text: of.text,
            query: of.text,
            note: of.of === "number-cited" ? box.dataset.notHeld : of.count?.toLocaleString(language),
          })));
        }
      } catch {
        // A server that is gone or busy: the box works without.
      }
    };
    box.addEventListener("input", () => {
      typed = box.value;
      clearTimeout(waiting);
      waiting = setTimeout(ask, 90);
    });
    box.addEventListener("blur", close);
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const count = list.children.length;
      if (event.key === "Escape" && !list.hidden) {
        choose(-1);
        close();
        event.preventDefault();
      } else if (event.key === "ArrowDown" && count > 0) {
        choose(active() + 1 < count ? active() + 1 : -1);
        event.preventDefault();
      } else if (event.key === "ArrowUp" && count > 0) {
        choose(active() >= 0 ? active() - 1 : count - 1);
        event.preventDefault();
      } else if (event.key === "ArrowDown") {
        const first = document.querySelector(".hit h2 a, .tasks .no");
        if (first) {
          first.focus();
          event.preventDefault();
        }
      }
    });
  }

  // The keyboard: / to the box, arrows from hit to hit, n and p in a document, Escape back.
  const click = (selector) => {
    const link = document.querySelector(selector);
    if (link) link.click();
    return Boolean(link);
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target;
    if (at.closest("input, textarea, select, [contenteditable]")) return;
    const hits = [...document.querySelectorAll(".hit h2 a")];
    const here = hits.indexOf(at);
    let done = false;
    if (event.key === "/" && box) {
      box.focus();
      box.select();
      done = true;
    } else if (event.key === "ArrowDown" && here >= 0 && here + 1 < hits.length) {
      hits[here + 1].focus();
      done = true;
    } else if (event.key === "ArrowUp" && here >= 0) {
      (hits[here - 1] || box).focus();
      done = true;
    } else if (event.key === "Escape" && here >= 0) {
      box.focus();
      done = true;
    } else if (event.key === "Escape") {
      done = click(".back a");
    } else if (event.key === "n") {
      done = click(".hits a[rel=next]");
    } else if (event.key === "p") {
      done = click(".hits a[rel=prev]");
    }
    if (done) event.preventDefault();
  });

  // How far a run is, every two seconds while one is on; at its end the page is read again. What is heard changes by
  // tenths only.
  const running = document.querySelector(".running");
  const follow = async () => {
    try {
      const answer = document.hidden ? null : await fetch(`/api/v1/progress?lang=${language}`);
      if (answer && answer.ok) {
        const now = await answer.json();
        if (!now.running) return location.reload();
        const [said, heard] = running.querySelectorAll("p");
        const bar = running.querySelector("progress");
        const tenth = (share) => Math.floor(10 * share);
        if (tenth(bar.value) !== tenth(now.share || 0)) heard.textContent = now.text;
        said.textContent = now.text;
        if (now.share !== null) bar.value = now.share;
      }
    } catch {
      // A server that is gone or busy is asked again.
    }
    setTimeout(follow, 2000);
  };
  if (running) setTimeout(follow, 2000);

  // Buttons that copy: only here, since they do nothing without a script.
  const copy = async (text) => {
    try {
      return await navigator.clipboard.writeText(text);
    } catch {
      // Not over plain HTTP to another machine, nor where the browser is told to refuse.
    }
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    const said = button.textContent;
    button.addEventListener("click", async () => {
      const given = button.dataset.copy;
      await copy(given.startsWith("/") ? new URL(given, location.href).href : given);
      button.textContent = button.dataset.done || said;
      setTimeout(() => { button.textContent = said; }, 1500);
    });
  }
})();
