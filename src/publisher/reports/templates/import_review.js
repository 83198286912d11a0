"use strict";
// Choices -> the table: the fields are the file's own, only those of decisions are written anew.
(() => {
  const DECISION = 9;
  const ANOTHER = -1;
  const WORDS = ["", "accept", "keep", "auto"];
  const ESCAPES = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

  const find = id => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(find("data").textContent);
  const lines = data.table.split("\n");
  const form = find("review");
  const said = find("said");

  const hush = () => {
    said.textContent = "";
    find("saved").hidden = true;
  };
  const say = (name, values) => {
    hush();
    said.textContent = form.dataset[name].replace(/\{(\w+)\}/g, (place, key) => (key in values ? values[key] : place));
  };

  const rows = all("[data-row]").map(box => {
    const row = { box, number: Number(box.dataset.row), radios: all("input[type=radio]", box) };
    row.field = box.querySelector("[data-text]");
    row.back = box.querySelector("[data-do=back]");
    row.mark = box.querySelector("[data-decided]");
    row.fields = lines[row.number].split("\t");
    row.isAutomatic = row.fields[DECISION] === "auto";
    row.score = box.dataset.score === undefined ? -1 : Number(box.dataset.score);
    return row;
  });
  const of = element => rows.find(row => row.box === element.closest("[data-row]"));

  const chosen = row => {
    const radio = row.radios.find(one => one.checked);
    return radio ? Number(radio.value) : null;
  };
  const state = row => ({ choice: chosen(row), text: row.field.value });
  const put = (row, { choice, text }) => {
    for (const radio of row.radios) radio.checked = choice !== null && Number(radio.value) === choice;
    row.field.value = text;
  };
  const isSame = (row, was) => {
    const choice = chosen(row);
    return choice === was.choice && (choice !== ANOTHER || row.field.value === was.text);
  };
  const literal = text => (WORDS.includes(text) ? " " + text : text);
  // As the table has it, with its escapes; what was not touched stays byte for byte.
  const decision = row => {
    if (isSame(row, row.first)) return row.fields[DECISION];
    const choice = chosen(row);
    if (choice === null) return "";
    if (choice !== ANOTHER) return escaped(data.choices[row.number - 1][choice]);
    return row.field.value.trim() ? escaped(literal(row.field.value)) : "";
  };
  const escaped = text => text.replace(/[\\\t\n\r]/g, character => ESCAPES[character]);
  const empty = row => ({ choice: row.isAutomatic ? row.first.choice : null, text: row.field.value });

  const shown = row => {
    const written = decision(row);
    row.isDecided = written !== "" && written !== "auto";
    row.field.closest("[data-field]").hidden = chosen(row) !== ANOTHER;
    row.back.hidden = chosen(row) === empty(row).choice;
    row.mark.hidden = !row.isDecided;
    row.box.classList.toggle("decided", row.isDecided);
  };
  const numbers = () => {
    const asked = rows.filter(row => !row.isAutomatic);
    return {
      n: asked.filter(row => row.isDecided).length,
      m: asked.length,
      changed: rows.filter(row => row.isAutomatic && row.isDecided).length,
      file: data.file,
    };
  };
  const count = () => {
    const { n, m } = numbers();
    for (const place of all("[data-count=decided]")) place.textContent = n;
    find("done").max = Math.max(1, m);
    find("done").value = n;
  };

  // A browser may refuse to keep anything for a file.
  const keep = () => {
    const changed = rows.filter(row => !isSame(row, row.first)).map(row => [row.number, state(row)]);
    try {
      if (changed.length) localStorage.setItem(data.key, JSON.stringify(changed));
      else localStorage.removeItem(data.key);
    } catch {}
  };
  const restore = () => {
    try {
      const kept = new Map(JSON.parse(localStorage.getItem(data.key) || "[]"));
      for (const row of rows) if (kept.has(row.number)) put(row, kept.get(row.number));
    } catch {}
  };

  const changed = some => {
    some.forEach(shown);
    count();
    keep();
  };
  const set = (row, to) => {
    put(row, to);
    changed([row]);
  };

  const table = () => {
    const written = [...lines];
    for (const row of rows) {
      const fields = [...row.fields];
      fields[DECISION] = decision(row);
      written[row.number] = fields.join("\t");
    }
    return written.join("\n");
  };

  let accepted = [];
  const actions = {
    save() {
      const link = find("link");
      URL.revokeObjectURL(link.href);
      link.href = URL.createObjectURL(new Blob([table()], { type: "text/tab-separated-values;charset=utf-8" }));
      link.download = data.file;
      link.click();
      say("saved", numbers());
      find("saved").hidden = false;
    },
    next() {
      const at = rows.indexOf(last);
      const row = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(one => !one.isDecided && !one.isAutomatic);
      if (!row) return say("none", {});
      hush();
      row.box.scrollIntoView();
      row.radios[0].focus();
    },
    accept() {
      const least = find("least");
      if (!least.reportValidity()) return;
      const taken = rows.filter(row => chosen(row) === null && row.radios.length > 2 && row.score * 100 >= least.value);
      taken.forEach(row => put(row, { choice: 1, text: row.field.value }));
      changed(taken);
      accepted = taken.length ? taken : accepted;
      find("undo").hidden = !accepted.length;
      say("accepted", { n: taken.length });
    },
    undo() {
      const taken = accepted.filter(row => chosen(row) === 1);
      taken.forEach(row => put(row, empty(row)));
      changed(taken);
      accepted = [];
      find("least").focus();
      find("undo").hidden = true;
      say("undone", { n: taken.length });
    },
    back(button) {
      const row = of(button);
      set(row, empty(row));
      (row.radios.find(radio => radio.checked) || row.radios[0]).focus();
    },
  };

  let last = null;
  form.addEventListener("focusin", event => { last = of(event.target) || last; });
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("click", event => {
    const button = event.target.closest("button[data-do]");
    if (button) actions[button.dataset.do](button);
  });
  for (const name of ["change", "input"]) {
    form.addEventListener(name, event => {
      const row = of(event.target);
      if (!row) return;
      hush();
      changed([row]);
    });
  }

  for (const row of rows) row.first = state(row);
  restore();
  rows.forEach(row => { row.box.disabled = false; });
  changed(rows);
  for (const part of all("[data-needs-script]")) part.hidden = false;
  // What gets the focus must not lie under the bar.
  new ResizeObserver(([bar]) => {
    const height = getComputedStyle(bar.target).position === "sticky" ? bar.target.offsetHeight : 0;
    form.style.setProperty("--bar", `${height}px`);
  }).observe(find("bar"));
})();
