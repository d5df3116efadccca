// What is wrong with the page as it is shown: a list of sentences. It is run
// by browser_test.go with every table open and the whole page in view.
(() => {
  const wrong = [], all = (what) => [...document.querySelectorAll(what)];
  const shown = (el) => el.checkVisibility() && el.getClientRects().length > 0;
  const name = (el) => el.getAttribute('aria-label')?.trim() || el.getAttribute('aria-labelledby')?.split(/\s+/).map((id) => document.getElementById(id)?.textContent.trim()).join(' ').trim();
  const say = (el) => (el.textContent || '').trim().slice(0, 40) + ' <' + el.tagName.toLowerCase() + '>';

  if (document.documentElement.scrollWidth > innerWidth) wrong.push('the page scrolls sideways: ' + document.documentElement.scrollWidth + ' > ' + innerWidth);
  if (all('[style]').length || all('script').length) wrong.push('there are inline styles or scripts');
  if (!document.documentElement.lang) wrong.push('the page names no language');
  if (!document.title.trim()) wrong.push('the page has no title');
  for (const landmark of ['header', 'nav', 'main', 'footer']) if (all(landmark).length !== 1) wrong.push('there is not one ' + landmark);

  let before = 0;
  for (const h of all('h1,h2,h3,h4,h5,h6')) {
    const level = +h.tagName[1];
    if (level > before + 1 || level === 1 && before > 0) wrong.push('h' + level + ' after h' + before + ': ' + say(h));
    before = level;
  }
  const ids = new Set();
  for (const el of all('[id]')) {
    if (ids.has(el.id)) wrong.push('the id ' + el.id + ' stands twice');
    ids.add(el.id);
  }
  for (const el of all('[aria-labelledby]')) for (const id of el.getAttribute('aria-labelledby').split(/\s+/)) {
    const label = document.getElementById(id);
    if (!label || !label.textContent.trim()) wrong.push('nothing labels ' + say(el));
  }
  for (const el of all('svg')) {
    const texts = ['title', 'desc'].map((name) => el.querySelector(name)?.textContent.trim());
    if (el.getAttribute('role') !== 'img' || !texts[0] || !texts[1]) wrong.push('a drawing without title or description');
    if (texts[1] && !texts[1].includes('table below')) wrong.push('the description names no table: ' + texts[0]);
  }
  for (const el of all('figure')) {
    const drawings = [...el.querySelectorAll('svg')].filter(shown);
    if (drawings.length !== 1) wrong.push(drawings.length + ' drawings are shown in ' + say(el));
  }
  for (const el of all('img')) if (!el.alt) wrong.push('an image without alt');
  for (const a of all('a')) {
    const href = a.getAttribute('href');
    const beside = /^(figures\/[\w-]+\.(svg|png)|tables\/[\w-]+\.csv|tables\.xlsx|dictionary\.md)$/; // files of the folder
    const leads = href.startsWith('#') ? ids.has(href.slice(1)) : beside.test(href) || href.startsWith('data:') && a.download;
    if (!leads) wrong.push('a link leads nowhere: ' + href.slice(0, 60));
    if (!a.textContent.trim()) wrong.push('a link without a text: ' + href.slice(0, 60));
  }
  for (const el of all('th')) if (!el.scope) wrong.push('a head of a table without scope: ' + say(el));
  for (const el of all('table')) if (!el.querySelector('caption')) wrong.push('a table without caption');

  for (const el of all('section,figure,nav,.scroll')) if (!name(el)) wrong.push('nothing names ' + say(el));
  for (const el of all('*')) {
    const style = getComputedStyle(el), sideways = /auto|scroll/.test(style.overflowX) && el.scrollWidth > el.clientWidth;
    if (sideways && shown(el) && !el.closest('nav') && el.tabIndex < 0) wrong.push('no keyboard scrolls ' + say(el));
    if (innerWidth <= 390 && el.matches('tbody th[scope=row]') && shown(el) && style.position !== 'sticky') wrong.push('a first column scrolls away: ' + say(el));
  }

  const parse = (colour) => { const n = colour.match(/[\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const linear = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const luminance = (c) => 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = (el) => {
    for (let at = el; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  const behind = (text) => { // the colours under the middle of a text in a drawing
    const box = text.getBoundingClientRect();
    const under = [];
    for (const el of document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)) {
      if (el.tagName === 'svg') break;
      const style = getComputedStyle(el);
      if (el.tagName === 'text' || style.fill === 'none') continue;
      const colour = parse(style.fill);
      colour[3] *= +style.fillOpacity;
      under.unshift(colour);
    }
    return under.reduce((ground, colour) => over(colour, ground), ground(text.ownerSVGElement.parentElement));
  };
  const readable = 11.95; // 12 px, but for roundings
  let texts = 0, least = 99, smallest = 99;
  const judge = (el, size, colour, background) => {
    texts++;
    const ratio = contrast(over(colour, background), background);
    least = Math.min(least, ratio); smallest = Math.min(smallest, size);
    if (ratio < 4.5) wrong.push('contrast ' + ratio.toFixed(2) + ': ' + say(el));
    if (innerWidth <= 390 && size < readable) wrong.push('text of ' + size.toFixed(1) + ' px: ' + say(el));
  };
  for (const el of all('svg text')) {
    if (!shown(el) || getComputedStyle(el).fill === 'none') continue;
    const svg = el.ownerSVGElement, scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    judge(el, +el.getAttribute('font-size') * scale, parse(getComputedStyle(el).fill), behind(el));
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const el = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || el.closest('svg') || !shown(el)) continue;
    const style = getComputedStyle(el);
    judge(el, parseFloat(style.fontSize), parse(style.color), ground(el));
  }
  if (texts < 500) wrong.push('only ' + texts + ' texts were judged');
  return { wrong: [...new Set(wrong)], texts, least, smallest, figures: all('figure').length };
})()
