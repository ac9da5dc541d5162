// The hand and the eye of the tests: finds what is on the page by role and name, and looks at it.
globalThis.hand = (() => {
  const roles = {
    tab: '[role=tab]',
    button: 'button:not([role])',
    combobox: 'select, [role=combobox]',
    slider: 'input[type=range]',
    textbox: 'input:not([type=range]):not([type=checkbox]):not([type=radio]):not([role]), textarea',
    radio: 'input[type=radio]',
    checkbox: 'input[type=checkbox]',
    option: '[role=option]',
    summary: 'summary',
    canvas: 'canvas[role]',
  };
  const flat = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const visible = (e) => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
  };
  // What is said of an element: its text without what is there for the eye only.
  const said = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.ariaHidden === 'true' || node.matches('select, datalist') || !node.checkVisibility()) return '';
    return [...node.childNodes].map(said).join('');
  };
  const name = (e) => flat(e.getAttribute('aria-label') ?? said(e.labels?.[0] ?? e));
  const all = (role, wanted) => [...document.querySelectorAll(roles[role])].filter((e) => visible(e) && name(e).startsWith(wanted));

  function one(role, wanted) {
    const found = all(role, wanted);
    const exact = found.filter((e) => name(e) === wanted);
    const list = exact.length > 0 ? exact : found;
    if (list.length === 0) throw new Error(`no ${role} “${wanted}”; there are: ${all(role, '').map(name).join(' | ')}`);
    return list[0];
  }

  // Where to press; whatever covers the place is a fault of the page.
  function at(role, wanted) {
    const e = one(role, wanted);
    e.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const box = e.getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    if (!top || !(e.contains(top) || top.contains(e) || [...(e.labels ?? [])].some((l) => l.contains(top)))) {
      throw new Error(`${role} “${wanted}” is covered by ${top ? top.outerHTML.slice(0, 120) : 'nothing on the screen'}`);
    }
    return { x, y };
  }

  function choose(role, wanted, value) {
    const e = one(role, wanted);
    if (![...e.options].some((o) => o.value === value)) throw new Error(`“${wanted}” has no choice ${value}`);
    e.focus();
    e.value = value;
    e.dispatchEvent(new Event('input', { bubbles: true }));
    e.dispatchEvent(new Event('change', { bubbles: true }));
  }

  // Waits for a condition, which may fail with an exception until it holds.
  function until(condition, milliseconds) {
    const end = performance.now() + milliseconds;
    return new Promise((resolve) => {
      const look = () => {
        let holds = false;
        try {
          holds = condition();
        } catch {
          holds = false;
        }
        if (holds) resolve(true);
        else if (performance.now() > end) resolve(false);
        else setTimeout(look, 25);
      };
      look();
    });
  }

  const panel = () => [...document.querySelectorAll('[role=tabpanel]')].find(visible);
  const text = (selector) => flat(document.querySelector(selector)?.innerText);
  const rows = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => flat(cell.innerText)));

  // The table below a heading, as rows of texts.
  function table(heading) {
    const h = [...panel().querySelectorAll('h2, h3, h4')].find((e) => flat(e.innerText) === heading);
    if (!h) throw new Error(`no heading “${heading}”`);
    for (let e = h.nextElementSibling; e && !/^H[23]$/.test(e.tagName); e = e.nextElementSibling) {
      const found = e.matches('table') ? e : e.querySelector('table');
      if (found) return rows(found);
    }
    throw new Error(`no table below “${heading}”`);
  }

  // The value beside a term.
  function value(term) {
    const dt = [...document.querySelectorAll('dt')].find((e) => visible(e) && flat(e.innerText) === term);
    if (!dt) throw new Error(`no term “${term}”`);
    return flat(dt.nextElementSibling.innerText);
  }

  // A number for the picture of the map: another picture, another number.
  function picture() {
    const canvas = one('canvas', '');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let hash = 7;
    for (let i = 0; i < data.length; i += 4) hash = (hash * 31 + data[i] * 65536 + data[i + 1] * 256 + data[i + 2]) | 0;
    return hash;
  }

  // What the Tab key has to reach.
  function controls() {
    const list = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
    const inGroup = (e) => e.type === 'radio' && !e.checked && document.querySelector(`input[name="${e.name}"]:checked`);
    return [...list].filter((e) => visible(e) && !e.disabled && e.tabIndex >= 0 && !inGroup(e));
  }

  const describe = (e) => `<${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}> ${name(e).slice(0, 50) || flat(e.outerHTML).slice(0, 60)}`;

  // What is wrong with how the focus shows, empty if nothing.
  function focusFault() {
    const e = document.activeElement;
    // Of a field for a moment the browser itself lights up the part that has the focus.
    if (!e || e === document.body || e.type === 'datetime-local') return '';
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    if (!ring) return `${describe(e)} has no ring`;
    if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) return `${describe(e)} is off the screen`;
    return '';
  }

  // The nearest box around an element that does not let it show beyond itself.
  const clipper = (e) => {
    for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return p;
    return null;
  };

  // What cannot be read: text beyond a box that hides it, and what reaches beyond the window.
  function cut() {
    const out = [];
    for (const e of document.querySelectorAll('body *')) {
      if (!visible(e) || e.closest('.hidden, .skip, datalist, select')) continue;
      const box = e.getBoundingClientRect();
      const around = clipper(e);
      if (!around && (box.right > innerWidth + 1 || box.left < -1)) {
        out.push(`${describe(e)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${innerWidth}`);
      }
      const speaks = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim() !== '');
      if (!around || !speaks || !/hidden|clip/.test(getComputedStyle(around).overflowX)) continue;
      const edge = around.getBoundingClientRect();
      if (box.right > edge.right + 1 || box.left < edge.left - 1) out.push(`${describe(e)} is cut by ${Math.round(Math.max(box.right - edge.right, edge.left - box.left))} px`);
    }
    const p = panel();
    if (p && p.scrollWidth > p.clientWidth + 1) out.push(`${describe(p)} has to be scrolled sideways by ${p.scrollWidth - p.clientWidth} px`);
    return out.slice(0, 8);
  }

  return { all, one, at, name, visible, choose, until, panel, text, rows, table, value, picture, controls, describe, focusFault, cut, flat };
})();

// Keeps what the planner in the page answers, as it says it.
globalThis.replies = [];
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({ data }) => {
      if (data?.answer !== undefined) replies.push(data.answer);
    });
  }
};
